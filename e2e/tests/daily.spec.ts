import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { DESKTOP, PHONE, expectGood } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, test, testAlone } from '../support/test.ts';
import { confirm, describe, next, rowOf, today } from '../support/training.ts';

/** The bytes of what a link gives to keep. */
async function kept(page: Page, link: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return bytes(download);
}

async function bytes(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

function inDays(days: number): string {
  const day = new Date(`${today()}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

for (const language of ['nl', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });

    test('from a number to its rows', async ({ page, t }) => {
      await signIn(page, PEOPLE.group);
      const tile = page.locator('dl.tiles dd a').first();
      const number = (await tile.innerText()).replace(/\D/g, '');
      await tile.click();
      const rows = page.locator('table#rows tbody tr');
      await expect(rows.first()).toBeVisible();
      await expectGood(page);
      // As many rows as the number said, on this page or counted beside it.
      const totals = page.locator('dl.tiles dd');
      const told = (await totals.allInnerTexts()).map((text) => text.replace(/\D/g, ''));
      expect(told).toContain(number);
      // The same rows as a spreadsheet: all of them, under one line of headings.
      const csv = await kept(page, page.getByRole('link', { name: t('dashboard-file-csv'), exact: true }));
      const lines = csv.toString('utf8').trim().split(/\r?\n/).length;
      expect(lines).toBeGreaterThan(await rows.count());
      await rows.first().getByRole('link').first().click();
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(t('error-404-title'));
    });

    test('tasks lead to where they are done, and by mail', async ({ page, t }) => {
      await signIn(page, PEOPLE.group);
      const register = registerOf(page);
      await page.goto(`${register}/tasks`);
      const tasks = page.locator('ol.tasks > li');
      expect(await tasks.count()).toBeGreaterThan(2);
      await expect(tasks.first().locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\d$/);
      await tasks.first().locator('a.button').click();
      await expect(page).not.toHaveURL(/\/tasks$/);
      await page.goto(`${register}/tasks`);
      await page.getByRole('link', { name: t('digest-title'), exact: true }).click();
      await page.getByLabel(t('digest-weekly'), { exact: true }).check();
      await page.getByLabel(t('digest-address'), { exact: true }).fill('hr@zeegras.example');
      await page.getByRole('button', { name: t('digest-save'), exact: true }).click();
      await expect(page.getByText(t('done-digest-set'))).toBeVisible();
      await expectGood(page);
      await page.goto(`${register}/tasks/digest`);
      await expect(page.getByLabel(t('digest-weekly'), { exact: true })).toBeChecked();
      await page.getByRole('link', { name: t('outbox-title'), exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('outbox-title'));
      await expectGood(page);
    });

    test('a file is dropped on the page, and one that is no declaration is told', async ({ page, t }) => {
      await signIn(page, PEOPLE.baker);
      await page.goto(`${registerOf(page)}/import`);
      const zone = page.locator('[data-drop]');
      const dropped = await page.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['ssin;name'], 'people.csv', { type: 'text/csv' }));
        return data;
      });
      await zone.dispatchEvent('drop', { dataTransfer: dropped });
      await expect(zone.locator('li')).toContainText('people.csv');
      await page.getByRole('button', { name: t('import-send'), exact: true }).click();
      await expect(page.getByText(t('reason-notXml'))).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('heading', { name: 'people.csv' })).toBeVisible();
      await expectGood(page);
    });

    test('a certificate: registered, listed, and who can still do it', async ({ page, t }) => {
      const title = `Hoogwerker ${language}`;
      await signIn(page, PEOPLE.baker);
      const register = registerOf(page);
      await page.goto(`${register}/employees`);
      const name = await page.locator('table#employees th a').first().innerText();
      await rowOf(page, name).getByRole('checkbox').check();
      await page.getByRole('button', { name: t('account-register'), exact: true }).click();
      await describe(page, t, title, '7:36');
      await page.getByRole('radio', { name: t('training-status-completed') }).check();
      await page.getByText(t('training-more'), { exact: true }).click();
      await page.getByLabel(t('training-certificate-all'), { exact: true }).check();
      await page.getByLabel(t('training-valid-until'), { exact: true }).fill(today());
      await next(page, t);
      await confirm(page, t, 'done-training-registered');
      // Valid until the day of issue itself: on that day it has not ended.
      await page.goto(`${register}/certificates`);
      await page.getByRole('combobox', { name: t('certificate-title'), exact: true }).fill(title);
      await page.getByRole('button', { name: t('certificate-show'), exact: true }).click();
      await expect(page.getByText(t('certificate-sentence', { count: 1, title }))).toBeVisible();
      await expect(rowOf(page, name)).toContainText(t('certificate-days', { count: 0 }));
      await expectGood(page);
    });

    test('a series is planned, and one of it repeated', async ({ page, t }) => {
      const title = `Startmeeting ${language}`;
      await signIn(page, PEOPLE.baker);
      const register = registerOf(page);
      await page.goto(`${register}/trainings/series`);
      await page.locator('input[name=team]').first().check();
      await page.getByRole('button', { name: t('training-add-teams'), exact: true }).click();
      await page.getByLabel(t('training-title'), { exact: true }).fill(title);
      await page.getByLabel(t('training-start'), { exact: true }).fill(inDays(3));
      await page.getByLabel(t('training-duration'), { exact: true }).fill('0:20');
      await page.getByLabel(t('series-every-week'), { exact: true }).check();
      await page.getByLabel(t('series-times'), { exact: true }).fill('4');
      await page.getByRole('button', { name: t('form-next'), exact: true }).last().click();
      await expect(page.getByText(t('form-check'))).toBeVisible();
      await expectGood(page);
      await confirm(page, t, 'done-training-series');
      const planned = page.getByRole('rowheader', { name: title });
      await page.goto(`${register}/trainings`);
      await expect(planned).toHaveCount(4);
      await planned.first().getByRole('link').click();
      await page.getByRole('link', { name: t('training-copy-people'), exact: true }).click();
      await expect(page.getByLabel(t('training-title'), { exact: true })).toHaveValue(title);
      await expect(page.locator('#people tbody input:checked').first()).toBeVisible();
      await page.getByLabel(t('training-start'), { exact: true }).fill(inDays(-1));
      await page.getByRole('radio', { name: t('training-status-completed') }).check();
      await next(page, t);
      await confirm(page, t, 'done-training-registered');
    });

    test('paper: one account, all of them, and reports', async ({ page, t }) => {
      test.setTimeout(180_000);
      await signIn(page, PEOPLE.baker);
      const register = registerOf(page);
      await page.goto(`${register}/employees`);
      await page.locator('table#employees th a').first().click();
      const pdf = await kept(page, page.locator('a[href*="account.pdf"]'));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

      await page.goto(`${register}/papers`);
      await page.getByRole('button', { name: t('paper-accounts-make'), exact: true }).click();
      await expect(page.getByText(t('done-papers-asked'))).toBeVisible();
      const take = page.locator('table[aria-labelledby=bundles] a[download]');
      await expect(async () => {
        await page.goto(`${register}/papers`);
        // While papers are being made the page comes anew by itself.
        await expect(page.locator('[data-poll]')).toHaveCount(0, { timeout: 1_000 });
        await expect(take.first()).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 120_000 });
      await expectGood(page);
      const zip = await kept(page, take.first());
      expect(zip.subarray(0, 2).toString()).toBe('PK');
      expect(zip.toString('latin1').match(/\.pdf/g)?.length).toBeGreaterThanOrEqual(7);

      for (const report of ['social-balance', 'leave', 'plan']) {
        await page.goto(`${register}/reports/${report}`);
        await expectGood(page);
        const csv = await kept(page, page.getByRole('link', { name: t('dashboard-file-csv'), exact: true }));
        expect(csv.toString('utf8').trim().split(/\r?\n/).length, report).toBeGreaterThanOrEqual(1);
      }
    });

    test('an employee keeps a diploma with its evidence', async ({ page, t }) => {
      await signIn(page, EMPLOYEES.one, '/account/records/new');
      await page.getByLabel(t('own-kind-diploma'), { exact: true }).check();
      await page.getByLabel(t('own-name'), { exact: true }).fill(`Bachelor ${language}`);
      await page.getByLabel(t('own-start'), { exact: true }).fill('2015-06-30');
      await page.getByRole('button', { name: t('own-record-save'), exact: true }).click();
      await expect(page.getByText(t('done-own-added'))).toBeVisible();
      const content = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082', 'hex');
      const file = { name: 'diploma.png', mimeType: 'image/png', buffer: content };
      await page.getByLabel(t('evidence-choose'), { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: t('evidence-add'), exact: true }).click();
      await expect(page.getByText(t('done-own-evidence-added'))).toBeVisible();
      await expectGood(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'diploma.png', exact: true }).click(),
      ]);
      expect(await bytes(download)).toEqual(content);
      await page.goto('/account/career');
      await expect(page.getByText(`Bachelor ${language}`).first()).toBeVisible();
      const copy = await page.request.get('/account/copy.json');
      expect(await copy.text()).toContain(`Bachelor ${language}`);
    });
  });

  testAlone.describe(`${language} on a phone`, () => {
    testAlone.use({ language, viewport: PHONE });

    testAlone('a talk of a quarter of an hour for sixty people, in five inputs', async ({ page, t }) => {
      await signIn(page, PEOPLE.group);
      const register = registerOf(page);
      await page.goto(`${register}/trainings/quick`);
      const began = Date.now();
      let inputs = 0;
      const input = async (what: Promise<unknown>) => {
        await what;
        inputs += 1;
      };
      await input(page.getByLabel(t('quick-title'), { exact: true }).fill('Veilig werken op hoogte'));
      await input(page.locator('input[name=team]').nth(1).check());
      await expectGood(page);
      await input(page.getByRole('button', { name: t('form-next'), exact: true }).click());
      await expect(page.getByText(t('form-check'))).toBeVisible();
      await input(page.getByRole('button', { name: t('form-do'), exact: true }).click());
      await expect(page.getByRole('status').filter({ hasText: t('done-training-registered') })).toBeVisible();
      expect(inputs).toBeLessThanOrEqual(5);
      expect(Date.now() - began).toBeLessThan(30_000);
      const people = page.locator('#participants .count');
      expect(Number((await people.innerText()).replace(/\D/g, ''))).toBeGreaterThanOrEqual(60);
      await expect(page.getByRole('definition').filter({ hasText: /15/ }).first()).toBeVisible();
      await expectGood(page);
    });
  });
}
