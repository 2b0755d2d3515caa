import { readFileSync } from 'node:fs';
import { importing } from '../journeys/import.ts';
import { notice } from '../journeys/notice.ts';
import { own } from '../journeys/own.ts';
import { question } from '../journeys/question.ts';
import { quick } from '../journeys/quick.ts';
import { sheet } from '../journeys/sheet.ts';
import { plain } from '../journeys/stage.ts';
import { DESKTOP, expectGood } from '../support/pages.ts';
import { expect, test, testAlone } from '../support/test.ts';

// The same journeys are filmed for the help: what the films show works as long as these pass.
for (const language of ['nl', 'fr'] as const) {
  testAlone.describe(language, () => {
    testAlone.use({ language, viewport: DESKTOP });

    testAlone('declarations are imported and an account opens to its working', async ({ page, t }) => {
      await importing(plain(page, language, t));
      await expectGood(page);
    });

    testAlone('a toolbox talk for everybody', async ({ page, t }) => {
      expect(await quick(plain(page, language, t))).toBeGreaterThan(4);
      await expectGood(page);
    });

    testAlone('a spreadsheet, its bad row back, and undone', async ({ page, t }) => {
      const download = await sheet(plain(page, language, t));
      const [head, ...rows] = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toContain('31/02/2026');
      expect(rows[0]).toContain('START-003');
      expect(head).toContain(t('sheets-returned-wrong'));
      await expectGood(page);
      await page.getByLabel(t('sheets-undo-reason')).fill('Only a rehearsal');
      await page.getByRole('button', { name: t('sheets-undo'), exact: true }).click();
      await expect(page.getByText(t('sheets-ended-undone'), { exact: true })).toBeVisible({ timeout: 60_000 });
      await expectGood(page);
    });

    testAlone('a question is asked, answered and read', async ({ page, t }) => {
      await question(plain(page, language, t));
      await expectGood(page);
    });

    testAlone('the yearly notice and its proof', async ({ page, t }) => {
      await notice(plain(page, language, t));
      await expectGood(page);
    });

    test(`an employee looks around (${language})`, async ({ page, t }) => {
      await own(plain(page, language, t));
      await expectGood(page);
    });
  });
}
