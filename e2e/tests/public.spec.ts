import { expectAccessible } from '../support/axe.ts';
import { DESKTOP, PHONE, PUBLIC_PAGES, expectGood, expectGoodAnywhere, expectRoom } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';
import { LANGUAGES, texts } from '../support/texts.ts';

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });

    test('every public page can be read by everybody', async ({ page }) => {
      // The same rules hold in every language: one is judged as wide as a desk and as narrow as a phone.
      test.setTimeout(300_000);
      const look = language === 'nl' ? expectGoodAnywhere : expectRoom;
      for (const address of PUBLIC_PAGES) {
        await test.step(address, async () => {
          await page.goto(address);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await look(page);
        });
      }
    });

    test('the page on which one chooses a person, and a page that is not there', async ({ page, guard }) => {
      await page.goto('/sign-in');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectGoodAnywhere(page);
      guard.allowStatus(404);
      await page.goto('/nothing-here');
      await expectGoodAnywhere(page);
    });

    test('which regime applies', async ({ page, t }) => {
      await page.goto('/regime');
      await page.getByRole('radio', { name: t('regime-band-from20') }).check();
      await page.getByLabel(t('regime-committee')).fill('111');
      await page.getByLabel(t('regime-year'), { exact: true }).fill('2026');
      await page.getByRole('button', { name: t('regime-ask') }).click();
      const answer = page.getByRole('region', { name: t('regime-result') });
      await expect(answer).toBeFocused();
      await expect(answer.locator('.answer-figure')).toContainText('5');
      await expect(answer).toContainText(t('regime-rule'));
      await answer.getByRole('link', { name: t('regime-link') }).click();
      await expect(page).toHaveURL(/band=from20/);
      await expect(page.locator('.answer-figure').first()).toContainText('5');
    });

    test('does a training count', async ({ page, t }) => {
      await page.goto('/counts');
      for (const answer of [
        'counts-context-work', 'counts-leave-vov', 'counts-kind-formal', 'counts-status-completed',
      ]) {
        await page.getByLabel(t(answer), { exact: true }).check();
      }
      await page.getByRole('button', { name: t('counts-ask') }).click();
      await expect(page.getByRole('heading', { name: t('counts-no') })).toBeVisible();
      await expect(page.getByText(t('counts-why-vov'))).toBeVisible();
    });
  });
}

test('dark colours, by device and by choice', async ({ page, t }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const address of ['/', '/regime?band=from20&committee=200&year=2026', '/counts', '/help']) {
    await page.goto(address);
    await expectAccessible(page);
  }
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await ground();
  await page.getByRole('button', { name: t('theme-light') }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await ground()).not.toBe(dark);
});

test('another language stays chosen', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('/help');
  await page.getByRole('list', { name: texts('en')('languages') }).getByRole('button', { name: /fr/i }).click();
  await expect(page).toHaveURL(/\/help$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts('fr')('help-title'));
  await expectGood(page);
  await page.goto('/codes');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

for (const [where, size] of [['a desk', { width: 1280, height: 800 }], ['a phone', PHONE]] as const) {
  test(`the code that a link leads to is in view and marked, on ${where}`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.goto('/codes#EMPLOYEE-022');
    const row = page.locator('[id="EMPLOYEE-022"]');
    const stays = row.locator('xpath=ancestor::table').locator('thead th').first();
    const heading = (await stays.boundingBox())!;
    const place = (await row.boundingBox())!;
    expect(place.y).toBeGreaterThanOrEqual(heading.y + heading.height);
    expect(place.y + place.height).toBeLessThanOrEqual(size.height);
    await expect(row).not.toHaveCSS('outline-style', 'none');
    await expect(page.locator('[id="EMPLOYEE-001"]')).toHaveCSS('outline-style', 'none');
  });
}
