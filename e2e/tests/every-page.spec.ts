import type { Page } from '@playwright/test';
import { notice } from '../journeys/notice.ts';
import { question } from '../journeys/question.ts';
import { sheet } from '../journeys/sheet.ts';
import { plain } from '../journeys/stage.ts';
import { everyPage } from '../support/crawl.ts';
import { DESKTOP, expectGoodAtNightToo, expectRoom } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, testAlone as test } from '../support/test.ts';
import type { Texts } from '../support/texts.ts';

// Every page that links lead to, wide and on a phone, in the light and in the dark, after there is
// something on each of them. A page that is added is found by its link.
for (const language of ['nl', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(900_000);

    const look = (page: Page) => async (address: string) => {
      await test.step(address.replace(/[0-9a-f-]{36}/g, '…'), async () => {
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        // The same rules hold in every language; words are longest in German.
        await (language === 'de' ? expectRoom(page) : expectGoodAtNightToo(page));
      });
    };

    test('of an employer', async ({ page, t }) => {
      const stage = plain(page, language, t);
      await question(stage);
      await sheet(stage);
      await notice(stage);
      const register = registerOf(page);
      await aCourse(page, t, register);
      const columns = await aTableOfUnknownColumns(page, t, register);
      const starts = [register, `${register}/employees?name=zzzz`, columns];
      const kinds = await everyPage(page, starts, register, look(page));
      for (const place of [
        '/tasks', '/tasks/digest', '/tasks/outbox', '/employees', '/employees/…', '/employees/…/history',
        '/trainings/…', '/trainings/…/correct', '/trainings/…/files', '/trainings/quick', '/trainings/series',
        '/courses', '/courses/…', '/certificates', '/disputes/…', '/papers', '/reports/social-balance',
        '/reports/leave', '/reports/plan', '/sheets', '/sheets/…', '/sheets/…/columns', '/import/…', '/rights',
        '/history', '/figures/people', '/figures/trainings', '/act/right',
      ]) {
        const there = kinds.some((kind) => kind.split('?')[0]?.replace(/^\/register\/…/, '') === place);
        expect(there, `${place} among ${kinds.join(' ')}`).toBe(true);
      }
    });

    test('of an employee, an access manager and an operator', async ({ page, t }) => {
      await question(plain(page, language, t));
      await page.goto('/account/records/new');
      await page.locator('input[name=kind]').first().check();
      await page.getByLabel(t('own-name'), { exact: true }).fill('Heftruck');
      await page.getByLabel(t('own-start'), { exact: true }).fill('2025-03-01');
      await page.getByRole('button', { name: t('own-record-save'), exact: true }).click();
      await expect(page.getByText(t('done-own-added'))).toBeVisible();
      const kinds = await everyPage(page, ['/account', '/account/sessions'], '/account', look(page));
      expect(kinds.length, kinds.join(' ')).toBeGreaterThan(10);
      for (const [who, at] of [
        [PEOPLE.accessManager, '/register'],
        [PEOPLE.operator, '/operator'],
        [PEOPLE.two, '/register'],
        [PEOPLE.reader, '/register'],
        [PEOPLE.newEmployer, '/register'],
        [EMPLOYEES.one, '/account'],
      ] as const) {
        await signIn(page, who, at);
        await look(page)(new URL(page.url()).pathname);
      }
    });
  });
}

async function aCourse(page: Page, t: Texts, register: string): Promise<void> {
  await page.goto(`${register}/courses/new`);
  await page.getByLabel(t('training-title'), { exact: true }).fill('Allergenen');
  await page.getByLabel(t('training-duration'), { exact: true }).fill('1:00');
  await page.getByRole('button', { name: t('own-record-save'), exact: true }).click();
  await expect(page.getByRole('link', { name: 'Allergenen', exact: true })).toBeVisible();
}

/** The page that asks what the columns are. */
async function aTableOfUnknownColumns(page: Page, t: Texts, register: string): Promise<string> {
  await page.goto(`${register}/sheets`);
  await page.getByLabel(t('sheets-paste')).fill('aaa\tbbb\tccc\nx\ty\tz');
  await page.getByRole('radio', { name: t('sheets-kind-trainings'), exact: true }).check();
  await page.getByRole('button', { name: t('sheets-send'), exact: true }).click();
  await expect(page).toHaveURL(/\/columns$/, { timeout: 60_000 });
  return new URL(page.url()).pathname;
}
