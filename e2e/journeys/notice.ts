import { expect } from '@playwright/test';
import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { type Stage, button, click, menu } from './stage.ts';

/** The yearly notice for everybody of the baker's, with the proof that it was given. */
export async function notice(stage: Stage): Promise<void> {
  const { page, t } = stage;
  await stage.behind(async () => {
    await signIn(page, PEOPLE.baker);
    await page.goto(registerOf(page));
  });
  await stage.say(1);
  await click(stage, menu(stage, 'side-papers'));
  await stage.say(2);
  await click(stage, button(stage, 'paper-notices-make'));
  await expect(page.getByText(t('done-notices-made'))).toBeVisible();
  const list = page.locator('#notice-list');
  await stage.say(3);
  await stage.point(list.getByRole('link', { name: t('paper-letter') }).first());
  await stage.say(4);
  for (const box of (await list.locator('td.tick input').all()).slice(0, 2)) {
    await stage.point(box);
    await box.check();
  }
  await click(stage, button(stage, 'paper-mark-ticked'));
  await expect(page.getByText(t('done-notices-given'))).toBeVisible();
  await stage.say(5);
  const proof = page.locator('#notice-list').getByText(t('paper-given'), { exact: true });
  await stage.point(proof.first());
  await expect(proof).toHaveCount(2);
}
