import { type Page, expect } from '@playwright/test';
import { expectAccessible, expectContrast } from './axe.ts';
import { expectNoOverflow } from './guard.ts';

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 768, height: 1024 };
export const DESKTOP = { width: 1440, height: 900 };

/** What anybody may read; filled-in forms are pages of their own. */
export const PUBLIC_PAGES = [
  '/',
  '/regime',
  '/regime?band=from20&committee=200&year=2026&percent=80&start=2026-03-10',
  '/regime?band=&average=many&committee=2O0&year=1999',
  '/counts',
  '/counts?context=work&leave=none&kind=formal&status=completed',
  '/counts?context=work',
  '/codes',
  '/batch-files',
  '/api',
  '/api/operations/registerTraining',
  '/api/operations/getAccount',
  '/api/schemas',
  '/api/problems',
  '/api/problems/urn:problem-type:belgif:badRequest',
  '/help',
  '/help/faq',
  '/help/officer',
  '/help/reader',
  '/help/access',
  '/help/employee',
  '/help/operator',
  '/help/rules',
  '/accessibility',
];

/** The page as it stands: one heading at the top, no violation, nothing beyond the window. */
export async function expectGood(page: Page): Promise<void> {
  await expect(page.locator('h1'), `headings of ${page.url()}`).toHaveCount(1);
  await openAll(page);
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** As `expectGood`, on a phone too. */
export async function expectGoodAnywhere(page: Page): Promise<void> {
  await expectGood(page);
  const size = page.viewportSize();
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await expectNoOverflow(page);
  if (size) await page.setViewportSize(size);
}

/** As `expectGoodAnywhere`, in the dark too, where only the colours are others. */
export async function expectGoodAtNightToo(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectGoodAnywhere(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectContrast(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Where words are long: nothing beyond the window at any width, and no violation on a phone. */
export async function expectRoom(page: Page): Promise<void> {
  await openAll(page);
  for (const size of [DESKTOP, TABLET, PHONE]) {
    await page.setViewportSize(size);
    await expectNoOverflow(page);
  }
  await expectAccessible(page);
  await page.setViewportSize(DESKTOP);
}

/** What is folded is scanned too. */
async function openAll(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
}
