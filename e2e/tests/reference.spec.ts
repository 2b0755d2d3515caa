import { DESKTOP, expectGoodAtNightToo } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

// The reference of the REST API, as somebody reads it who writes software for it.
for (const language of ['nl', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });

    test('an operation is found and read by keyboard', async ({ page, t }) => {
      await page.goto('/');
      await page.locator('footer').getByRole('link', { name: t('nav-api') }).click();
      await expect(page.getByRole('heading', { level: 1, name: t('api-title') })).toBeVisible();
      await expectGoodAtNightToo(page);

      // By keyboard alone.
      const search = page.getByLabel(t('api-filter'), { exact: true });
      await search.focus();
      await page.keyboard.type('POST trainings complete');
      const left = page.locator('#operations li:visible');
      await expect(left).toHaveCount(1);
      await expect(page.locator('#operations h3:visible')).toHaveText('Trainings');
      await left.getByRole('link').focus();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/api\/operations\/completeTraining$/);
      await expect(page.getByRole('main')).toContainText('scope:fla:training:write');
      await expect(page.getByRole('main')).toContainText("-H 'Idempotency-Key: ");
      // On a register nothing is tried out.
      await expect(page.locator('[data-tryout]')).toHaveCount(0);
      await expectGoodAtNightToo(page);
    });

    test('an operation is followed to its schemas and problems', async ({ page, t }) => {
      await page.goto('/api/operations/registerTraining');
      const minutes = page.locator('#body ~ .nodes .node', { hasText: 'minutes' }).first();
      await expect(minutes).toContainText(t('api-needed'));
      await page.locator('#answer-201 > summary').click();
      await page.locator('#answer-201').getByRole('link', { name: 'TrainingReceipt' }).first().click();
      await expect(page).toHaveURL(/#TrainingReceipt$/);
      await expect(page.locator('#TrainingReceipt')).toBeInViewport();
      await expectGoodAtNightToo(page);

      // The link of a problem leads a browser to its page.
      const answer = await page.request.get('/fla/v1/employers');
      const { href } = await answer.json();
      await page.goto(new URL(href).pathname);
      await expect(page).toHaveURL(/\/api\/problems\/urn:problem-type:belgif:noAccessToken$/);
      await expect(page.locator('h1')).toHaveText('No Access Token');
      await expectGoodAtNightToo(page);
    });

    test.describe('without scripting', () => {
      test.use({ javaScriptEnabled: false });

      test('everything is there', async ({ page }) => {
        await page.goto('/api');
        await expect(page.locator('#operations li')).not.toHaveCount(0);
        await expect(page.locator('.filters')).toBeHidden();
        await page.locator('#operations a', { hasText: 'trainings' }).first().click();
        await expect(page.locator('pre', { hasText: 'curl -s' })).toBeVisible();
      });
    });
  });
}
