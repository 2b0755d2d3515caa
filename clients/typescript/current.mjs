// Whether src/contract.ts is what the contract says today: `npm run generate` makes it so.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directory = mkdtempSync(join(tmpdir(), 'fla-client-'));
const made = join(directory, 'contract.ts');
const bin = (name) => join(import.meta.dirname, 'node_modules/.bin', name);
const options = ['--default-non-nullable', 'false', '--output', made];
try {
  execFileSync(bin('openapi-typescript'), [join(import.meta.dirname, '../../api/openapi.yaml'), ...options]);
  if (readFileSync(made, 'utf8') !== readFileSync(join(import.meta.dirname, 'src/contract.ts'), 'utf8')) {
    console.error('src/contract.ts is older than api/openapi.yaml: npm run generate');
    process.exitCode = 1;
  }
} finally {
  rmSync(directory, { recursive: true });
}
