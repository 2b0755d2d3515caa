import type { Locator, Page } from '@playwright/test';
import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, test } from '../support/test.ts';
import { rowOf } from '../support/training.ts';

test.use({ language: 'fr' });

test('a training is registered with the keyboard alone', async ({ page, t }) => {
  await signIn(page, PEOPLE.baker);
  await page.goto(`${registerOf(page)}/trainings`);

  // The first stop leads past the navigation.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: t('skip') })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: t('trainings-register') }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('training-new'));

  // Enter in the search box searches; what was found comes next.
  await tabTo(page, page.getByLabel(t('training-search'), { exact: true }));
  await page.keyboard.type('a');
  await page.keyboard.press('Enter');
  const found = page.getByRole('table', { name: t('training-found') });
  await expect(found).toBeVisible();
  const name = await found.locator('tbody label').first().innerText();
  await tabTo(page, found.getByRole('checkbox').first());
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: t('training-add-ticked') }));
  await page.keyboard.press('Enter');
  await expect(rowOf(page, name).getByRole('checkbox')).toBeChecked();

  await tabTo(page, page.getByLabel(t('training-title'), { exact: true }));
  await page.keyboard.type('Premiers secours');
  const start = page.getByLabel(t('training-start'), { exact: true });
  await tabTo(page, start);
  await page.keyboard.type('02032026');
  await expect(start).toHaveValue(/2026-0[23]-0[23]/);
  await tabTo(page, page.getByLabel(t('training-duration'), { exact: true }));
  await page.keyboard.type('2 h');
  await expect(page.locator('[data-duration-echo]')).not.toBeEmpty();
  // The date made one of them likely; the arrow keys choose another.
  await tabTo(page, page.getByRole('radio', { name: t('training-status-completed') }));
  await expect(page.getByRole('radio', { name: t('training-status-completed') })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('form-check'))).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: t('form-do'), exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: t('done-training-registered') })).toBeVisible();
  await expect(rowOf(page, name)).toBeVisible();
});

/** Presses Tab until it is reached; each stop on the way must show where one is. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'nothing';
      // The button inside a date field has a ring of the browser's own that nobody can ask for.
      if (at.matches('input[type=date]')) return '';
      const { outlineStyle, boxShadow, outlineWidth } = getComputedStyle(at);
      const shown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      return shown ? '' : at.outerHTML;
    });
    expect(seen, 'where one is must be visible').toMatch(/^(nothing)?$/);
    if (await target.evaluate((node) => node === document.activeElement)) return;
  }
  throw new Error(`not reached with Tab: ${target}`);
}
