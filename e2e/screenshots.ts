import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { Payroll } from './support/payroll.ts';
import { EMPLOYEES, PEOPLE, numbersOfNewEmployer, registerOf, signIn } from './support/signin.ts';
import { expect, test } from './support/test.ts';
import { type Language, type Texts, texts } from './support/texts.ts';
import { describe, today } from './support/training.ts';

const PICTURES = join(import.meta.dirname, '../docs/pictures');
const LARGEST = 250_000;
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

type Look = {
  language?: Language;
  size?: keyof typeof SIZES;
  dark?: boolean;
  /** Beyond the window too. */
  whole?: boolean;
};

/** A window as somebody sees it, and what one does in it before the picture is taken. */
async function picture(
  browser: Browser,
  base: string | undefined,
  name: string,
  look: Look,
  go: (page: Page, t: Texts) => Promise<void>,
): Promise<void> {
  const { language = 'nl', size = 'desktop', dark = false } = look;
  const context = await browser.newContext({
    ...(base ? { baseURL: base } : {}),
    viewport: SIZES[size],
    locale: `${language}-BE`,
    timezoneId: 'Europe/Brussels',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await go(page, texts(language));
  const path = join(PICTURES, `${name}.png`);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path, animations: 'disabled', fullPage: look.whole ?? false });
  await context.close();
  expect(statSync(path).size, path).toBeLessThanOrEqual(LARGEST);
}

async function anAccount(page: Page, t: Texts): Promise<void> {
  await signIn(page, PEOPLE.group);
  await page.goto(`${registerOf(page)}/employees`);
  await page.locator('table#employees th a').first().click();
  await page.getByText(t('working-open')).first().click();
}

async function aTraining(page: Page, t: Texts): Promise<void> {
  await signIn(page, PEOPLE.baker);
  await page.goto(`${registerOf(page)}/employees`);
  for (const box of (await page.locator('#employees td.tick input').all()).slice(0, 3)) await box.check();
  await page.getByRole('button', { name: t('account-register'), exact: true }).click();
  await describe(page, t, 'Hygiëne in de bakkerij', '3:30');
}

test('pictures of the main pages', async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  mkdirSync(PICTURES, { recursive: true });
  const take = (name: string, look: Look, go: (page: Page, t: Texts) => Promise<void>) =>
    picture(browser, baseURL, name, look, go);

  const home = async (page: Page) => void (await page.goto('/'));
  const overview = (page: Page) => signIn(page, PEOPLE.group);
  const regime = async (page: Page) =>
    void (await page.goto('/regime?band=from20&committee=200&year=2026'));
  const own = (page: Page) => signIn(page, EMPLOYEES.one, '/account');

  await take('home', {}, home);
  await take('overview', {}, overview);
  await take('overview-dark', { dark: true }, overview);
  await take('employees', {}, async (page) => {
    await signIn(page, PEOPLE.group);
    await page.goto(`${registerOf(page)}/employees`);
  });
  await take('account', {}, anAccount);
  await take('account-phone', { size: 'phone' }, anAccount);
  await take('training', { whole: true }, aTraining);
  await take('regime', {}, regime);
  await take('regime-fr', { language: 'fr' }, regime);
  await take('own-account-phone-fr', { language: 'fr', size: 'phone' }, own);
  await take('import', {}, async (page, t) => {
    const numbers = await numbersOfNewEmployer(page);
    const payroll = Payroll.write(numbers.nsso, numbers.enterprise, today());
    await signIn(page, PEOPLE.newEmployer);
    await page.goto(`${registerOf(page)}/import`);
    const files = [...payroll.declarations.slice(-1), payroll.dimona, payroll.withUnreadablePerson];
    await page.getByLabel(t('import-choose'), { exact: true }).setInputFiles(files);
    await page.getByRole('button', { name: t('import-send'), exact: true }).click();
    await expect(page.getByText(t('import-ended-partly'))).toBeVisible({ timeout: 120_000 });
    payroll.remove();
  });
});
