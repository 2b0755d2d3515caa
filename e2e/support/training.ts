import { type Locator, type Page, expect } from '@playwright/test';
import type { Texts } from './texts.ts';

/** Today in Brussels as a date field takes it. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date());
}

/** The compulsory part of the form. */
export async function describe(page: Page, t: Texts, title: string, duration: string): Promise<void> {
  await page.getByLabel(t('training-title'), { exact: true }).fill(title);
  await page.getByLabel(t('training-start'), { exact: true }).fill(today());
  await page.getByLabel(t('training-duration'), { exact: true }).fill(duration);
}

/** The row of a table that names somebody. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

/** What is left on the account that is shown, in minutes. */
export async function left(page: Page, t: Texts): Promise<number> {
  const term = page.getByRole('term').filter({ hasText: new RegExp(`^${t('account-left')}$`) });
  const figure = page.locator('dl.figures > div').filter({ has: term }).locator('.exact').first();
  const text = await figure.innerText();
  const [hours, minutes] = [...text.matchAll(/\d+/g)].map(Number);
  if (hours === undefined) throw new Error(`no amount in ${text}`);
  return (/[-−]/.test(text) ? -1 : 1) * (hours * 60 + (minutes ?? 0));
}

/** To the page where the answers are checked, and then through it. */
export async function next(page: Page, t: Texts): Promise<void> {
  await page.getByRole('button', { name: t('form-next'), exact: true }).click();
  await expect(page.getByText(t('form-check'))).toBeVisible();
}

export async function confirm(page: Page, t: Texts, done: string): Promise<void> {
  await page.getByRole('button', { name: t('form-do'), exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: t(done) })).toBeVisible();
}
