import { type Page, expect } from '@playwright/test';
import type { Texts } from './texts.ts';

/** The people of the demonstration whom the tests act as, with the name on their card. */
export const PEOPLE = {
  /** HR officer of an employer without any data. */
  newEmployer: 'Wout Klaverweydt',
  /** HR officer of an employer of 1 260 people. */
  group: 'Noor Waterveldens',
  /** HR officer of a baker with 7 people. */
  baker: 'Griet Peperstraten',
  /** HR officer of two employers. */
  two: 'Valérie Rivièrelle',
  /** Reads along and changes nothing. */
  reader: 'Rik Lindenscheldt',
  /** Access manager of the group. */
  accessManager: 'Gisela Mühlengrund',
  /** Operator of the installation. */
  operator: 'Ursule Tournebride',
  /** Access manager of a social secretariat. */
  secretariat: 'Nele Loonsvelden',
  /** Of a training provider. */
  trainer: 'Fabien Clairièrelle',
  /** Access manager of the group of 1 260 people. */
  groupManager: 'Ilse Zandloperts',
  /** Reads under a stated reason. */
  inspector: 'Marcella Toezichtens',
} as const;

/** Employees one can sign in as, by what their card says of them. */
export const EMPLOYEES = {
  /** With the baker and with the group at once. */
  twoEmployers: /Werknemer van Bakkerij Zilverkorst en van Groep Zeegras/,
  /** With one employer. */
  one: /Collaborateur de Technologies Hautclair/,
} as const;

/** Signs in on the page of the demonstration's provider; ends where the register begins. */
export async function signIn(page: Page, who: string | RegExp, then = '/register'): Promise<void> {
  await page.goto(`/sign-in?${new URLSearchParams({ return: then })}`);
  await expect(page).toHaveURL(/\/demo-provider\/choose/);
  await page.getByRole('button', { name: who }).click();
  await expect(page).toHaveURL((url) => !url.pathname.startsWith('/demo-provider'));
  await speak(page);
}

/** Who is signed in may have a language of their own; the test reads the browser's. */
async function speak(page: Page): Promise<void> {
  const language = await page.evaluate(() => navigator.language.slice(0, 2));
  const html = page.locator('html');
  if ((await html.getAttribute('lang')) === language) return;
  await page.locator(`.languages button[value="${language}"]`).click();
  await expect(html).toHaveAttribute('lang', language);
}

/** The address of the employer's register one is in, as `/register/…`. */
export function registerOf(page: Page): string {
  const found = /^\/register\/[^/]+/.exec(new URL(page.url()).pathname);
  if (!found) throw new Error(`${page.url()} is not of an employer`);
  return found[0];
}

/** Signs out by the menu of the person. */
export async function signOut(page: Page, t: Texts): Promise<void> {
  await page.locator('.person > summary').click();
  await page.getByRole('button', { name: t('sign-out') }).click();
  await expect(page).not.toHaveURL(/\/register/);
}

/** Of the employer without data, as the card of its officer gives them, digits only. */
export async function numbersOfNewEmployer(
  page: Page,
): Promise<{ enterprise: string; nsso: string }> {
  await page.goto('/sign-in');
  const card = await page.getByRole('button', { name: PEOPLE.newEmployer }).innerText();
  const [, enterprise, nsso] = /ondernemingsnummer ([\d.]+), RSZ-nummer ([\d-]+)/.exec(card) ?? [];
  if (!enterprise || !nsso) throw new Error(`no numbers in ${card}`);
  return { enterprise: enterprise.replace(/\D/g, ''), nsso: nsso.replace(/\D/g, '') };
}
