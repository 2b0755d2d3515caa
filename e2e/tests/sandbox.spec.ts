import { readFileSync } from 'node:fs';
import { createPrivateKey } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DESKTOP, expectGoodAtNightToo } from '../support/pages.ts';
import { Server } from '../support/server.ts';
import type { Texts } from '../support/texts.ts';
import { expect, testAlone } from '../support/test.ts';

// A sandbox, from nothing to a registered training and the next year, in the browser alone.
const test = testAlone.extend({
  baseURL: [
    async ({}, use) => {
      const server = await Server.sandbox();
      await use(server.url);
      await server.remove();
    },
    { scope: 'test', timeout: 120_000 },
  ],
});

const status = (page: Page) => page.locator('[data-try-status]');
const text = async (page: Page) => JSON.parse(await page.locator('[data-try-text]').innerText());

async function send(page: Page, t: Texts): Promise<void> {
  await page.getByRole('button', { name: t('try-send'), exact: true }).click();
}

for (const language of ['nl', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(240_000);

    test('a key in a minute, a training registered, the next year', async ({ page, t, guard }) => {
      guard.allowStatus(422);
      await page.goto('/api/operations/getEmployees');
      await expect(page.getByRole('main')).toContainText(t('try-key'));
      const began = Date.now();
      await page.locator('.demo-band a').click();
      await expect(page.getByRole('heading', { level: 1, name: t('sandbox-title') })).toBeVisible();
      await expectGoodAtNightToo(page);
      await page.getByRole('button', { name: t('sandbox-get'), exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: t('sandbox-key-title') })).toBeVisible();
      expect(Date.now() - began).toBeLessThan(60_000);
      await expectGoodAtNightToo(page);
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: t('sandbox-download-pem') }).click();
      const pem = readFileSync(await (await waiting).path(), 'utf8');
      expect(createPrivateKey(pem).asymmetricKeyDetails?.namedCurve).toBe('prime256v1');

      await page.goto('/api/operations/getEmployees');
      await send(page, t);
      await expect(status(page)).toContainText('200');
      const people = await text(page);
      expect(people.items).toHaveLength(12);
      await expect(page.locator('[data-try-headers]')).toContainText('fla-sandbox: date=');
      await expect(page.locator('[data-try-curl]')).toContainText('authorization: Bearer fla_');
      await expectGoodAtNightToo(page);

      await page.goto('/api/operations/registerTraining');
      await send(page, t);
      await expect(status(page)).toContainText('201');
      await page.goto('/api/operations/getTraining');
      await send(page, t);
      await expect(status(page)).toContainText('200');
      expect((await text(page)).participants).toHaveLength(1);

      // The next year begins when the date is moved, and the API sees it.
      await page.goto('/sandbox');
      const next = new Date().getFullYear() + 1;
      await page.getByLabel(t('sandbox-date'), { exact: true }).fill(`${next}-01-15`);
      await page.getByLabel(t('sandbox-by'), { exact: true }).fill('Loonsoftware');
      await page.getByRole('button', { name: t('sandbox-set'), exact: true }).click();
      await expect(page.getByText(t('sandbox-date-set'))).toBeVisible();
      await expect(page.locator('.demo-band strong')).toContainText(String(next));
      await expect(page.getByRole('main')).toContainText('Loonsoftware');
      await expectGoodAtNightToo(page);
      await page.goto('/api/operations/getAccount');
      await expect(async () => {
        await send(page, t);
        await expect(status(page)).toContainText('200');
        const { years } = await text(page);
        expect(years.find((one: { year: number }) => one.year === next)?.grantedMinutes).toBeGreaterThan(0);
      }).toPass({ timeout: 30_000 });

      await page.goto('/sandbox');
      await page.getByLabel(t('sandbox-date'), { exact: true }).fill('2020-01-01');
      await page.getByRole('button', { name: t('sandbox-set'), exact: true }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await page.getByRole('button', { name: t('sandbox-back'), exact: true }).click();
      await expect(page.locator('.demo-band strong')).toHaveCount(0);
    });

    test('a training provider reports a training to the employer that it was given', async ({ page, t }) => {
      await page.goto('/sandbox');
      await page.locator('input[value=trainingProvider]').check();
      await page.getByRole('button', { name: t('sandbox-get'), exact: true }).click();
      await expect(page.getByRole('heading', { name: t('sandbox-first-report') })).toBeVisible();
      // The body that is printed is taken as it stands, where the form sends it.
      const printed = /-d '(.*)'/s.exec(await page.locator('pre').last().innerText())?.[1] ?? '';
      await page.goto('/api/operations/reportTraining');
      await send(page, t);
      await expect(status(page)).toContainText('201');
      await page.locator('[data-try-body]').fill(printed);
      await page.locator('[data-name="Idempotency-Key"]').fill('printed');
      await send(page, t);
      await expect(status(page)).toContainText('201');
      await page.goto('/api/operations/getTrainingReports');
      await send(page, t);
      await expect(status(page)).toContainText('200');
      expect((await text(page)).total).toBe(2);
    });

    test.describe('without scripting', () => {
      test.use({ javaScriptEnabled: false });

      test('a key is pasted', async ({ page, t, guard }) => {
        guard.allowStatus(422);
        await page.goto('/sandbox');
        await page.getByRole('button', { name: t('sandbox-get'), exact: true }).click();
        await expect(page.getByRole('alert')).toBeVisible();
        await page.locator('input[value=trainingProvider]').check();
        await page.getByLabel(t('software-key'), { exact: true }).fill(
          '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}',
        );
        await page.getByRole('button', { name: t('sandbox-get'), exact: true }).click();
        await expect(page.getByRole('heading', { level: 1, name: t('sandbox-key-title') })).toBeVisible();
        await expect(page.locator('pre').first()).toContainText('grant_type=client_credentials');
      });
    });
  });
}
