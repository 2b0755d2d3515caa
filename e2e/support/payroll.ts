import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GENERATOR = join(import.meta.dirname, '../payroll/new_employer.py');

export type Person = {
  ssin: string;
  firstName: string;
  familyName: string;
  /** Q of each occupation, in hundredths of hours a week of 38. */
  hours: number[];
  start: string;
  end: string | null;
};

/** The declarations a new employer of 26 people holds, as files, and what is in them. */
export class Payroll {
  private constructor(
    private readonly folder: string,
    readonly year: number,
    readonly people: Person[],
    /** DmfA originals, oldest quarter first. */
    readonly declarations: string[],
  ) {}

  /** Both numbers as digits; `today` as `2026-11-23`. */
  static write(nsso: string, enterprise: string, today: string): Payroll {
    const folder = mkdtempSync(join(tmpdir(), 'fla-payroll-'));
    execFileSync('python3', [
      '-B', GENERATOR, '--nsso', nsso, '--enterprise', enterprise, '--today', today, folder,
    ]);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    const files = expected.files.map((name: string) => join(folder, name));
    return new Payroll(folder, expected.year, expected.people, files);
  }

  /** Names and starts of employment. */
  get dimona(): string {
    return join(this.folder, 'dimona.xml');
  }

  /** The last quarter again, with one person whose number does not check. */
  get withUnreadablePerson(): string {
    return join(this.folder, 'dmfa-unreadable-person.xml');
  }

  /** A declaration that ends in the middle. */
  get cutOff(): string {
    return join(this.folder, 'cut-off.xml');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
