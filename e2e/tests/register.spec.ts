import { DESKTOP, expectGoodAnywhere } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, test } from '../support/test.ts';
import { texts } from '../support/texts.ts';

/** A number that checks and belongs to nobody. */
const SOMEBODY = '09010199742';

/** What those see who are nobody's HR officer; every page of one is in `every-page.spec.ts`. */
for (const language of ['nl', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(400_000);

    test('those with other work', async ({ page, context }) => {
      for (const [who, at] of [
        [PEOPLE.two, '/register'],
        [PEOPLE.operator, '/operator'],
        [PEOPLE.reader, '/register'],
        [EMPLOYEES.twoEmployers, '/account'],
        [EMPLOYEES.twoEmployers, '/account/looks'],
        [EMPLOYEES.twoEmployers, '/account/sessions'],
      ] as const) {
        await context.clearCookies();
        await signIn(page, who, at);
        await expectGoodAnywhere(page);
      }
    });

    test('access is given, confirmed and ended', async ({ page, guard }) => {
      guard.allowStatus(422);
      const t = texts(language);
      await signIn(page, PEOPLE.accessManager);
      await page.goto(`${registerOf(page)}/access`);
      await expectGoodAnywhere(page);
      const rows = page.locator('main tbody tr');
      const before = await rows.count();
      const give = async (ssin: string) => {
        await page.locator('input[name=ssin]').fill(ssin);
        await page.locator('input[name=role]').first().check();
        await page.getByRole('button', { name: t('access-give'), exact: true }).click();
      };
      await give(`${SOMEBODY.slice(0, -1)}0`);
      await expect(page.locator('input[name=ssin]')).toHaveAttribute('aria-invalid', 'true');
      await expectGoodAnywhere(page);
      await give(SOMEBODY);
      await expect(rows).toHaveCount(before + 1);
      await rows.filter({ hasText: t('access-not-yet') }).getByRole('link').click();
      await expectGoodAnywhere(page);
      await page.getByRole('button', { name: t('access-end'), exact: true }).click();
      await expect(rows).toHaveCount(before);
    });
  });
}
