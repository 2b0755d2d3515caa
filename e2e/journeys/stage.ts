import type { Locator, Page } from '@playwright/test';
import type { Language, Texts } from '../support/texts.ts';

/**
 * Where a journey is played. The tests play it as fast as it goes; the recorder (`films.ts`) shows
 * where one acts, and waits until what is said can be read. So a film is a test that passed.
 */
export type Stage = {
  page: Page;
  language: Language;
  t: Texts;
  /** From here on the text `film-…-n` is said. */
  say(cue: number): Promise<void>;
  /** Something is about to be done there. */
  point(at: Locator): Promise<void>;
  /** What nobody should see: signing in as somebody else. */
  behind(what: () => Promise<void>): Promise<void>;
};

/** A stage without an audience. */
export function plain(page: Page, language: Language, t: Texts): Stage {
  const nothing = async () => {};
  return { page, language, t, say: nothing, point: nothing, behind: (what) => what() };
}

/** Points, then clicks. */
export async function click(stage: Stage, at: Locator): Promise<void> {
  await stage.point(at);
  await at.click();
}

/** Points, then fills in. */
export async function write(stage: Stage, at: Locator, text: string): Promise<void> {
  await stage.point(at);
  await at.fill(text);
}

/** A button or link by the key of its text. */
export function button(stage: Stage, key: string): Locator {
  return stage.page.getByRole('button', { name: stage.t(key), exact: true });
}

export function link(stage: Stage, key: string): Locator {
  return stage.page.getByRole('link', { name: stage.t(key), exact: true });
}

/** A place of the navigation beside an employer's pages. */
export function menu(stage: Stage, key: string): Locator {
  return stage.page.locator('.side-nav').getByRole('link', { name: stage.t(key), exact: true });
}
