import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { notice } from './journeys/notice.ts';
import { question } from './journeys/question.ts';
import { quick } from './journeys/quick.ts';
import { sheet } from './journeys/sheet.ts';
import { plain } from './journeys/stage.ts';
import { Payroll } from './support/payroll.ts';
import { WINDOW, toWebp } from './support/recorder.ts';
import { EMPLOYEES, PEOPLE, numbersOfNewEmployer, registerOf, signIn } from './support/signin.ts';
import { expect, testAlone as test } from './support/test.ts';
import { LANGUAGES } from './support/texts.ts';
import { today } from './support/training.ts';

const PICTURES = join(import.meta.dirname, '../crates/web/media/pictures');
const LARGEST = 60_000;

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, viewport: WINDOW });
    test.setTimeout(300_000);

    test('pictures of the manuals', async ({ page, t }) => {
      const folder = mkdtempSync(join(tmpdir(), 'fla-pictures-'));
      const to = join(PICTURES, language);
      mkdirSync(to, { recursive: true });
      /** The window with `at` near its top. */
      const take = async (name: string, at?: Locator) => {
        await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
        await at?.first().evaluate((node) => {
          node.scrollIntoView({ behavior: 'instant' });
          window.scrollBy({ top: -24, behavior: 'instant' });
        });
        await page.mouse.move(0, 0);
        const whole = join(folder, `${name}.png`);
        await page.screenshot({ path: whole, animations: 'disabled' });
        const file = join(to, `${name}.webp`);
        toWebp(whole, file, '960:600');
        expect(statSync(file).size, file).toBeLessThan(LARGEST);
      };
      const main = page.getByRole('main');
      const other = async (who: string | RegExp, then?: string) => {
        await signIn(page, who, then);
        return then ? '' : registerOf(page);
      };

      const numbers = await numbersOfNewEmployer(page);
      const payroll = Payroll.write(numbers.nsso, numbers.enterprise, today());
      await page.goto(`${await other(PEOPLE.newEmployer)}/import`);
      const files = [...payroll.declarations.slice(-1), payroll.dimona, payroll.withUnreadablePerson];
      await page.getByLabel(t('import-choose'), { exact: true }).setInputFiles(files);
      await page.getByRole('button', { name: t('import-send'), exact: true }).click();
      await expect(page.getByText(t('import-ended-partly'), { exact: true })).toBeVisible({ timeout: 120_000 });
      await take('import', main);
      payroll.remove();

      const group = await other(PEOPLE.group);
      await take('figures', main);
      await page.goto(`${group}/tasks`);
      await take('tasks', main);
      await page.goto(`${group}/certificates`);
      await take('certificates', main);
      await page.goto(`${group}/employees`);
      await page.locator('table#employees th a').first().click();
      await page.getByText(t('working-open')).first().click();
      await take('account', main.locator('.meter'));
      await page.goto(`${await other(PEOPLE.accessManager)}/access`);
      await take('access-give', main);
      await other(EMPLOYEES.one, '/account');
      await take('own-look', main);

      const baker = await other(PEOPLE.baker);
      await page.goto(`${baker}/trainings/quick`);
      await page.getByLabel(t('quick-title'), { exact: true }).fill('Allergenen');
      for (const box of (await page.locator('input[name=team]').all()).slice(1, 3)) await box.check();
      await take('quick', main);
      const before = async (cue: number) => {
        if (cue === 5) await take('sheet', main);
      };
      await sheet({ ...plain(page, language, t), say: before });
      await quick(plain(page, language, t));
      await question(plain(page, language, t));
      const asked = new URL(page.url()).pathname.split('/').pop();
      await page.goto(`${await other(PEOPLE.baker)}/disputes/${asked}`);
      await take('question', main);
      await notice(plain(page, language, t));
      await take('notice', page.locator('#notices'));
      rmSync(folder, { recursive: true, force: true });
    });
  });
}
