import { DESKTOP, expectGood, expectGoodAnywhere } from '../support/pages.ts';
import { Receiver } from '../support/receiver.ts';
import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, testAlone as test } from '../support/test.ts';

// An access manager has software told what changes: a test message arrives and is verified, a change
// is told, and from the moment it is ended nothing more arrives.
for (const language of ['nl', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(180_000);

    test('software is told what changes', async ({ page, t, guard }) => {
      guard.allowStatus(422);
      const receiver = await Receiver.start();
      await signIn(page, PEOPLE.accessManager);
      const register = registerOf(page);
      await page.goto(`${register}/access`);
      await page.getByRole('main').getByRole('link', { name: t('webhook-title'), exact: true }).click();
      await expectGoodAnywhere(page);

      const address = page.getByLabel(t('zone-webhook'), { exact: true });
      const add = page.getByRole('button', { name: t('webhook-add'), exact: true });
      await address.fill('https://169.254.169.254/latest');
      await add.click();
      await expect(page.getByRole('alert')).toBeFocused();
      await expect(page.getByRole('alert')).toContainText(t('anomaly-webhook-005'));
      await expectGoodAnywhere(page);
      await address.fill(receiver.address);
      await page.getByRole('checkbox', { name: t('topic-trainings'), exact: true }).check();
      await page.getByRole('checkbox', { name: t('topic-questions'), exact: true }).check();
      await add.click();
      await expect(page.getByText(t('done-webhook-added'))).toBeVisible();
      await expect(page.getByText(t('webhook-nothing-yet'))).toBeVisible();
      await expectGoodAnywhere(page);

      const keyAddress = await page.locator('dl.facts a').getAttribute('href');
      const key = (await (await fetch(keyAddress ?? '')).json()) as { publicKey: string };
      await expect(page.locator('dl.facts')).toContainText(key.publicKey);
      await page.getByRole('button', { name: t('webhook-test'), exact: true }).click();
      await expect(page.getByText(t('done-webhook-tested'))).toBeVisible();
      await expect.poll(() => receiver.messages.length, { timeout: 20_000 }).toBe(1);
      expect(receiver.verified(key.publicKey)).toBe(true);
      expect(receiver.types()).toEqual(['be.fla.register.v1.webhooks.notify.tested']);
      await expect(async () => {
        await page.reload();
        await expect(page.getByText(t('webhook-nothing-yet'))).toHaveCount(0);
      }).toPass({ timeout: 10_000 });
      await expectGood(page);
      const itsPage = page.url();

      // One message once more, and one that is none.
      await page.getByLabel(t('webhook-event'), { exact: false }).fill('0100000169.x');
      await page.getByRole('button', { name: t('webhook-replay'), exact: true }).click();
      await expect(page.getByRole('alert')).toContainText(t('anomaly-feed-022'));
      await expectGoodAnywhere(page);

      await page.goto(itsPage);
      await page.getByRole('button', { name: t('webhook-end'), exact: true }).click();
      await expect(page.getByText(t('done-webhook-ended'))).toBeVisible();
      await expectGood(page);
      await page.goto(`${register}/history`);
      await expect(page.getByRole('main')).toContainText(t('history-addWebhook'));
      expect((await fetch(keyAddress ?? '')).status).toBe(404);
      expect(receiver.messages.length).toBe(1);
      await receiver.stop();
    });
  });
}
