import { expect } from '@playwright/test';
import { EMPLOYEES, signIn } from '../support/signin.ts';
import { type Stage, click, link } from './stage.ts';

/** An employee looks around in the own account. */
export async function own(stage: Stage): Promise<void> {
  const { page, t } = stage;
  await stage.behind(() => signIn(page, EMPLOYEES.one, '/account'));
  await stage.say(1);
  await stage.point(page.locator('main .meter').first());
  await stage.say(2);
  await click(stage, page.getByText(t('working-open')).first());
  const total = page.getByText(t('working-total'), { exact: true }).first();
  await stage.point(total);
  await expect(total).toBeVisible();
  await stage.say(3);
  await stage.point(page.getByRole('link', { name: t('own-ask') }).first());
  await stage.say(4);
  await click(stage, link(stage, 'own-tab-career'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('own-career'));
  await stage.say(5);
  await click(stage, link(stage, 'own-tab-records'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('own-records'));
  await stage.point(page.getByText(t('own-records-private')).first());
}
