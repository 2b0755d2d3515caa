import { Payroll } from '../support/payroll.ts';
import { PHONE, expectGood } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, numbersOfNewEmployer, signIn } from '../support/signin.ts';
import { expect, test, testAlone } from '../support/test.ts';
import { confirm, describe, left, next, rowOf, today } from '../support/training.ts';

for (const language of ['nl', 'fr'] as const) {
  testAlone.describe(language, () => {
    testAlone.use({ language });
    testAlone.setTimeout(300_000);

    testAlone('from declarations to training credit', async ({ page, t, guard }) => {
      guard.allowStatus(422);
      const numbers = await numbersOfNewEmployer(page);
      const payroll = Payroll.write(numbers.nsso, numbers.enterprise, today());
      await signIn(page, PEOPLE.newEmployer);
      const step = testAlone.step;

      await step('an empty register says what to do first', async () => {
        await expectGood(page);
        await page.getByRole('link', { name: t('overview-step-import') }).click();
        await expectGood(page);
      });

      await step('declarations of eight quarters', async () => {
        const files = [...payroll.declarations, payroll.dimona];
        await page.getByLabel(t('import-choose'), { exact: true }).setInputFiles(files);
        await page.getByRole('button', { name: t('import-send'), exact: true }).click();
        await expect(page.getByText(t('import-ended-done'))).toBeVisible({ timeout: 120_000 });
        await expect(page.getByRole('heading', { name: t('import-new') })).toContainText('26');
        await expectGood(page);
      });

      const staying = payroll.people.filter((person) => person.end === null);
      const [anna, bert, carl] = staying.map((person) => person.familyName) as [string, string, string];

      await step('the people and their credit', async () => {
        await page.getByRole('main').getByRole('link', { name: t('side-employees') }).click();
        await expect(page.locator('table#employees tbody tr')).toHaveCount(staying.length);
        await expectGood(page);
      });

      let credit = 0;
      await step('an account opens to its working', async () => {
        await rowOf(page, anna).getByRole('link').click();
        await page.getByText(t('working-open')).first().click();
        await expect(page.getByText(t('working-total'), { exact: true }).first()).toBeVisible();
        await expectGood(page);
        credit = await left(page, t);
        expect(credit).toBeGreaterThanOrEqual(5 * 456);
      });

      await step('the right set by hand', async () => {
        const right = page.getByRole('article').filter({ hasText: t('kind-statutory') });
        await right.getByRole('link', { name: t('act-right') }).first().click();
        await page.getByLabel(t('act-right-amount'), { exact: true }).fill('6');
        await expectGood(page);
        await page.getByRole('button', { name: t('form-next'), exact: true }).click();
        await expect(page.getByRole('alert')).toBeFocused();
        await expectGood(page);
        await page.getByLabel(t('form-reason'), { exact: true }).fill('Agreed with the delegation');
        await next(page, t);
        await expect(page.getByRole('heading', { name: t('form-effects') })).toBeVisible();
        await expectGood(page);
        await confirm(page, t, 'done-right');
        await expect(page.getByText(t('account-state-manual'), { exact: true }).first()).toBeVisible();
        await expect(page.getByText('Agreed with the delegation').first()).toBeVisible();
        await expectGood(page);
        expect(await left(page, t)).toBe(credit + 456);
        credit += 456;
      });
      const account = new URL(page.url()).pathname;

      await step('a training for three', async () => {
        const crumbs = page.getByRole('navigation', { name: t('here') });
        await crumbs.getByRole('link', { name: t('side-employees'), exact: true }).click();
        for (const name of [anna, bert, carl]) await rowOf(page, name).getByRole('checkbox').check();
        await page.getByRole('button', { name: t('account-register'), exact: true }).click();
        await describe(page, t, 'Veilig heffen', '7:36');
        await page.getByRole('radio', { name: t('training-status-planned') }).check();
        await expectGood(page);
        await next(page, t);
        await expectGood(page);
        await confirm(page, t, 'done-training-registered');
        for (const name of [anna, bert, carl]) {
          await expect(rowOf(page, name)).toContainText(t('training-status-planned'));
        }
        await expectGood(page);
      });
      const training = new URL(page.url()).pathname;

      await step('followed by two of them', async () => {
        await page.getByRole('link', { name: t('training-complete'), exact: true }).click();
        await rowOf(page, carl).getByRole('checkbox').check();
        await expectGood(page);
        await next(page, t);
        await expectGood(page);
        await confirm(page, t, 'done-training-completed');
        await expect(rowOf(page, anna)).toContainText(t('training-status-completed'));
        await expect(rowOf(page, carl)).toContainText(t('training-status-notFollowed'));
        await page.goto(account);
        expect(await left(page, t)).toBe(credit - 456);
      });

      await step('a correction', async () => {
        await page.goto(training);
        await page.getByRole('link', { name: t('training-correct'), exact: true }).click();
        await page.getByLabel(t('training-duration'), { exact: true }).fill('4:00');
        await page.getByLabel(t('form-reason')).fill('It was half a day');
        await expectGood(page);
        await next(page, t);
        await expectGood(page);
        await confirm(page, t, 'done-training-corrected');
        await page.goto(account);
        expect(await left(page, t)).toBe(credit - 240);
      });

      await step('withdrawn, and the credit is back', async () => {
        await page.goto(training);
        await page.getByRole('link', { name: t('training-withdraw'), exact: true }).click();
        await page.getByRole('radio', { name: t('training-whom-all') }).check();
        await page.getByLabel(t('form-reason')).fill('Entered twice');
        await expectGood(page);
        await next(page, t);
        await expectGood(page);
        await confirm(page, t, 'done-training-withdrawn');
        await expectGood(page);
        await page.goto(account);
        expect(await left(page, t)).toBe(credit);
      });

      await step('restored, and it counts again', async () => {
        await page.goto(training);
        await page.getByRole('link', { name: t('training-restore'), exact: true }).click();
        await page.getByRole('radio', { name: t('training-whom-all') }).check();
        await page.getByLabel(t('form-reason')).fill('It was not twice after all');
        await expectGood(page);
        await next(page, t);
        await confirm(page, t, 'done-training-restored');
        await page.goto(account);
        expect(await left(page, t)).toBe(credit - 240);
      });

      await step('its history tells all of it', async () => {
        await page.goto(training);
        await page.getByRole('link', { name: t('training-history'), exact: true }).click();
        for (const what of ['register', 'correct', 'complete', 'withdraw', 'restore']) {
          const told = page.getByRole('heading', { name: t(`training-did-${what}Training`) });
          await expect(told).toBeVisible();
        }
        await expect(page.getByText('It was half a day')).toBeVisible();
        await expectGood(page);
      });
      payroll.remove();
    });

    test.describe('own account', () => {
      test.use({ language, viewport: PHONE });
      test(`an employee on a phone (${language})`, async ({ page, t }) => {
        await signIn(page, EMPLOYEES.one, '/account');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('own-title'));
        await expect(page.locator('.own-figure strong').first()).toBeInViewport();
        await page.getByText(t('working-open')).first().click();
        await expect(page.getByText(t('working-total'), { exact: true }).first()).toBeVisible();
        await expect(page.locator('ol.timeline .timeline-what').first()).toBeVisible();
        await expectGood(page);
      });
    });
  });
}
