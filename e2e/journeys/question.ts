import { expect } from '@playwright/test';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { type Stage, button, click, link, menu, write } from './stage.ts';

const WORDS = {
  nl: ['Deze opleiding duurde een halve dag.', 'De aanwezigheidslijst zegt dat de duur klopt.'],
  fr: ['Cette formation a duré une demi-journée.', 'La liste de présences confirme la durée.'],
  de: ['Diese Weiterbildung dauerte einen halben Tag.', 'Die Anwesenheitsliste bestätigt die Dauer.'],
  en: ['This training took half a day.', 'The attendance list says that the duration is right.'],
} as const;

/** An employee asks about a training, the officer answers, the employee reads it. */
export async function question(stage: Stage): Promise<void> {
  const { page, t } = stage;
  const [asked, answered] = WORDS[stage.language];
  await stage.behind(() => signIn(page, EMPLOYEES.twoEmployers, '/account'));
  const baker = page.getByRole('region', { name: /Zilverkorst/ });
  await stage.say(1);
  await click(stage, baker.getByRole('link', { name: t('own-ask') }).first());
  await stage.say(2);
  await write(stage, page.getByLabel(t('own-question-words'), { exact: true }), asked);
  await click(stage, button(stage, 'own-question-send'));
  await expect(page.getByText(t('done-question-asked'))).toBeVisible();
  const own = new URL(page.url()).pathname;
  const about = await page.getByRole('heading', { level: 1 }).innerText();
  await stage.behind(async () => {
    await signIn(page, PEOPLE.baker);
    await page.goto(registerOf(page));
  });
  await stage.say(3);
  await click(stage, menu(stage, 'side-disputes'));
  await stage.say(4);
  const row = page.getByRole('main').locator('tbody tr').filter({ hasText: about });
  await click(stage, row.getByRole('link').first());
  await stage.point(page.getByText(asked).first());
  await expect(page.getByText(asked).first()).toBeVisible();
  await stage.say(5);
  const explained = page.getByLabel(t('question-outcome-explained'), { exact: true });
  await stage.point(explained);
  await explained.check();
  await write(stage, page.getByLabel(t('question-answer'), { exact: true }), answered);
  await click(stage, button(stage, 'question-answer-do'));
  await expect(page.getByText(t('done-question-answered'))).toBeVisible();
  await stage.behind(async () => {
    await signIn(page, EMPLOYEES.twoEmployers, own);
  });
  await stage.say(6);
  const answer = page.getByText(answered).first();
  await stage.point(answer);
  await expect(answer).toBeVisible();
  await expect(page.getByText(asked).first()).toBeVisible();
  await expect(page.getByText(t('question-state-explained'), { exact: true }).first()).toBeVisible();
  await expect(link(stage, 'nav-account')).toBeVisible();
}
