import { expect } from '@playwright/test';
import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { type Stage, button, click, link, menu, write } from './stage.ts';

const TITLES = {
  nl: 'Toolboxmeeting: veilig heffen',
  fr: 'Réunion toolbox : levage en sécurité',
  de: 'Kurzunterweisung: sicher heben',
  en: 'Toolbox talk: safe lifting',
} as const;

/** A quarter of an hour for whole teams; gives back how many people took part. */
export async function quick(stage: Stage): Promise<number> {
  const { page, t } = stage;
  let register = '';
  await stage.behind(async () => {
    await signIn(page, PEOPLE.baker);
    register = registerOf(page);
    await page.goto(register);
  });
  await stage.say(1);
  await click(stage, menu(stage, 'side-trainings'));
  await click(stage, link(stage, 'quick'));
  await stage.say(2);
  await write(stage, page.getByLabel(t('quick-title'), { exact: true }), TITLES[stage.language]);
  await stage.say(3);
  const everybody = page.getByRole('checkbox', { name: t('quick-everybody') });
  await stage.point(everybody);
  await everybody.check();
  await stage.say(4);
  await click(stage, button(stage, 'form-next'));
  await expect(page.getByText(t('form-check'))).toBeVisible();
  await stage.say(5);
  await click(stage, button(stage, 'form-do'));
  const done = page.getByRole('status').filter({ hasText: t('done-training-registered') });
  await expect(done).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(TITLES[stage.language]);
  return page.getByRole('table', { name: t('training-participants') }).locator('tbody tr').count();
}
