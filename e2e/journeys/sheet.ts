import { type Download, expect } from '@playwright/test';
import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { type Stage, button, click, link, menu } from './stage.ts';

const HEADS = {
  nl: ['Medewerker', 'Opleiding', 'Datum', 'Duur'],
  fr: ['Travailleur', 'Formation', 'Date', 'Durée'],
  de: ['Mitarbeiter', 'Weiterbildung', 'Datum', 'Dauer'],
  en: ['Employee', 'Training', 'Date', 'Duration'],
} as const;
const COURSES = {
  nl: 'Allergenen in de bakkerij',
  fr: 'Allergènes en boulangerie',
  de: 'Allergene in der Bäckerei',
  en: 'Allergens in a bakery',
} as const;

/** A table in a layout of one's own, with one row that cannot be taken. */
export async function sheet(stage: Stage): Promise<Download> {
  const { page, t, language } = stage;
  let names: string[] = [];
  await stage.behind(async () => {
    await signIn(page, PEOPLE.baker);
    await page.goto(`${registerOf(page)}/employees`);
    names = (await page.locator('table#employees th a').allInnerTexts()).slice(0, 3);
    await page.goto(registerOf(page));
  });
  const days = ['05/10/2026', '5-10-2026', '31/02/2026'];
  const rows = names.map((name, n) => [name, COURSES[language], days[n], '3:30'].join('\t'));
  await stage.say(1);
  await click(stage, menu(stage, 'side-sheets'));
  await stage.say(2);
  const paste = page.getByLabel(t('sheets-paste'));
  await stage.point(paste);
  await paste.fill([HEADS[language].join('\t'), ...rows].join('\n'));
  await stage.say(3);
  await click(stage, button(stage, 'sheets-send'));
  await expect(page.getByText(t('sheets-ended-ready'), { exact: true })).toBeVisible({ timeout: 60_000 });
  await stage.say(4);
  const refused = page.getByRole('row').filter({ hasText: '31/02/2026' });
  await stage.point(refused);
  await expect(refused).toContainText(t('sheets-verdict-refused'));
  await stage.say(5);
  await click(stage, page.getByRole('button', { name: t('sheets-take', { count: 2 }) }));
  const ended = page.getByText(t('sheets-ended-done-partly'), { exact: true });
  await expect(ended).toBeVisible({ timeout: 60_000 });
  await stage.say(6);
  const back = link(stage, 'sheets-returned');
  await stage.point(back);
  const [download] = await Promise.all([page.waitForEvent('download'), back.click()]);
  await stage.point(page.getByRole('heading', { name: t('sheets-undo') }));
  return download;
}
