import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expectNoOverflow } from '../support/guard.ts';
import { DESKTOP, PHONE, expectGoodAnywhere, pagesOf } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, test } from '../support/test.ts';

/** Every kind of page of an employer, and what those see who are nobody's HR officer. */
for (const language of ['nl', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(400_000);

    test('every page of an employer can be read by everybody', async ({ page }) => {
      await signIn(page, PEOPLE.group);
      const addresses = await pagesOf(page, registerOf(page));
      expect(addresses.length).toBeGreaterThan(20);
      for (const address of addresses) {
        await test.step(address.replace(/[0-9a-f-]{36}/g, '…'), async () => {
          await page.goto(address);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await expectGoodAnywhere(page);
        });
      }
    });

    test('those with other work', async ({ page, context }) => {
      for (const [who, at] of [
        [PEOPLE.two, '/register'],
        [PEOPLE.operator, '/operator'],
        [PEOPLE.reader, '/register'],
        [EMPLOYEES.twoEmployers, '/account'],
      ] as const) {
        await context.clearCookies();
        await signIn(page, who, at);
        await expectGoodAnywhere(page);
      }
    });
  });
}

test('in the dark, wide and on a phone', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page, PEOPLE.baker);
  const register = registerOf(page);
  for (const address of (await pagesOf(page, register)).filter((a) => !a.includes('/act/'))) {
    for (const size of [DESKTOP, PHONE]) await checkAt(page, address, size);
  }
});

async function checkAt(page: Page, address: string, size: typeof PHONE): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(address);
  await expectAccessible(page);
  await expectNoOverflow(page);
}
