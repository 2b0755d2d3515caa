import { type Page, expect } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expectNoOverflow } from './guard.ts';

export const PHONE = { width: 360, height: 740 };
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
  '/help',
  '/accessibility',
];

/** The pages of an employer below its address; accounts and trainings are found by `visitAll`. */
const EMPLOYER_PAGES = [
  '',
  '/employees',
  '/employees?name=zzzzzz',
  '/employees/new',
  '/trainings',
  '/trainings/new',
  '/import',
  '/rights',
  '/history',
];

/**
 * Every kind of page below an employer's address, the account of its first employee and its
 * first training with their acts included.
 */
export async function pagesOf(page: Page, register: string): Promise<string[]> {
  const found = EMPLOYER_PAGES.map((path) => register + path);
  const employee = await firstLink(page, `${register}/employees`, 'table#employees th a');
  if (employee) {
    found.push(employee, `${employee.replace(/\?.*/, '')}/history`);
    found.push(...(await links(page, employee, `${register}/act/`)));
  }
  found.push(...(await links(page, `${register}/rights`, `${register}/act/`)));
  const training = await firstLink(page, `${register}/trainings`, 'tbody th a');
  if (training) found.push(training, ...(await links(page, training, `${training}/`)));
  const result = await firstLink(page, `${register}/import`, 'tbody th a');
  if (result) found.push(result);
  // The same act on another right is the same page.
  const kinds = new Map(found.map((address) => [address.replace(/[?&]kind=.*/, ''), address]));
  return [...kinds.values()];
}

async function firstLink(page: Page, at: string, selector: string): Promise<string | undefined> {
  await page.goto(at);
  const link = page.locator(selector).first();
  return (await link.count()) > 0 ? ((await link.getAttribute('href')) ?? undefined) : undefined;
}

async function links(page: Page, at: string, start: string): Promise<string[]> {
  await page.goto(at);
  const all = await page.locator('main a[href]').evaluateAll((nodes) =>
    nodes.map((node) => node.getAttribute('href') ?? ''),
  );
  return all.filter((href) => href.startsWith(start));
}

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

/** What is folded is scanned too. */
async function openAll(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
}
