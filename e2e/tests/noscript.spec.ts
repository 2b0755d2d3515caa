import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, test } from '../support/test.ts';
import { confirm, describe, next, rowOf } from '../support/training.ts';

test.use({ language: 'nl', javaScriptEnabled: false });

test('a training is registered without scripting', async ({ page, t, guard }) => {
  guard.allowStatus(422);
  await signIn(page, PEOPLE.baker);
  await page.goto(`${registerOf(page)}/trainings/new`);

  // Everybody of the baker's is shown; the first two take part.
  await page.getByRole('button', { name: t('training-search-do'), exact: true }).click();
  const found = page.getByRole('table', { name: t('training-found') });
  const names = (await found.locator('tbody label').allInnerTexts()).slice(0, 2);
  expect(names).toHaveLength(2);
  for (const name of names) await rowOf(page, name).getByRole('checkbox').check();
  await page.getByRole('button', { name: t('training-add-ticked'), exact: true }).click();
  for (const name of names) await expect(rowOf(page, name).getByRole('checkbox')).toBeChecked();

  await describe(page, t, 'Hygiëne in de bakkerij', '1:30');
  await next(page, t).catch(() => undefined);
  // Without scripting nothing guesses the status, so the form asks for it and keeps what was typed.
  if (await page.getByRole('alert').isVisible()) {
    await expect(page.getByLabel(t('training-title'), { exact: true })).toHaveValue('Hygiëne in de bakkerij');
    await page.getByRole('radio', { name: t('training-status-completed') }).check();
    await next(page, t);
  }
  await page.getByRole('button', { name: t('form-edit'), exact: true }).click();
  await expect(page.getByLabel(t('training-title'), { exact: true })).toHaveValue('Hygiëne in de bakkerij');
  await next(page, t);
  await confirm(page, t, 'done-training-registered');
  for (const name of names) await expect(rowOf(page, name)).toContainText('1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hygiëne in de bakkerij');
});

test('what is folded and filtered is there without scripting', async ({ page, t }) => {
  await signIn(page, PEOPLE.baker);
  const register = registerOf(page);
  await page.goto(`${register}/employees?name=zzzz`);
  await expect(page.getByText(t('employees-none-found'))).toBeVisible();
  await page.goto(`${register}/employees`);
  await page.locator('table#employees th a').first().click();
  await page.getByText(t('working-open')).first().click();
  await expect(page.getByText(t('working-total'), { exact: true }).first()).toBeVisible();
});

