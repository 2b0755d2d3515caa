import { DESKTOP, expectGood, expectGoodAnywhere } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, testAlone as test } from '../support/test.ts';
import { confirm, describe, next } from '../support/training.ts';

// Who acts for whom: an access manager gives a mandate, the provider confirms it and registers, a
// training provider reports, the employer verifies, the employee sees it all.
for (const language of ['nl', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(300_000);

    test('from a mandate to the account of the employee', async ({ page, t, guard }) => {
      guard.allowStatus(404);
      guard.allowStatus(422);
      const step = test.step;
      let number = '';
      let mandated = '';

      await step('the provider and its employers', async () => {
        await signIn(page, PEOPLE.secretariat);
        await expect(page).toHaveURL(/\/clients$/);
        await expectGoodAnywhere(page);
        number = (await page.locator('.side-title span').innerText()).trim();
        await page.getByRole('searchbox').fill('vennhof');
        await page.getByRole('button', { name: t('clients-find'), exact: true }).click();
        await expect(page.getByRole('main').getByRole('link', { name: 'Holzbau Vennhof' })).toBeVisible();
        await expect(page.getByRole('main').getByRole('link', { name: 'Groep Zeegras' })).toHaveCount(0);
      });

      await step('the access manager ends one mandate and gives another', async () => {
        await signIn(page, PEOPLE.groupManager);
        await page.getByRole('link', { name: 'Groep Zeegras' }).click();
        await page.getByRole('link', { name: t('side-mandates'), exact: true }).click();
        await expectGoodAnywhere(page);
        const provider = page.getByLabel(t('mandate-provider'), { exact: true });
        await provider.fill(number);
        await page.getByRole('button', { name: t('mandate-give'), exact: true }).click();
        // It has one already: the message says so, and nothing is given.
        await expect(page.getByRole('alert')).toContainText(t('anomaly-mandate-006'));
        await expectGood(page);
        await page.getByRole('row', { name: /Loonwijzer/ }).getByRole('link').click();
        await expectGood(page);
        await page.getByRole('button', { name: t('mandate-end'), exact: true }).click();
        await expect(page.getByText(t('done-mandate-ended'))).toBeVisible();
        await provider.fill(number);
        await page.getByRole('button', { name: t('mandate-give'), exact: true }).click();
        await expect(page.getByText(t('done-mandate-given'))).toBeVisible();
        await expect(page.getByText(t('mandate-requested'), { exact: true }).first()).toBeVisible();
      });

      await step('the provider confirms, and acts for the employer', async () => {
        await signIn(page, PEOPLE.secretariat);
        await page.getByRole('link', { name: t('side-mandates'), exact: true }).click();
        await expectGoodAnywhere(page);
        const row = page.getByRole('row', { name: /Groep Zeegras/ });
        await row.filter({ hasText: t('mandate-requested') }).getByRole('button', { name: t('mandate-confirm') }).click();
        await expect(page.getByText(t('done-mandate-confirmed'))).toBeVisible();
        await page.getByRole('link', { name: t('side-clients'), exact: true }).first().click();
        await page.getByRole('main').getByRole('link', { name: 'Groep Zeegras' }).click();
        mandated = registerOf(page);
        // Each page says for whom, and on what ground.
        await expect(page.locator('.side-ground')).toContainText('Loonwijzer');
        await expect(page.locator('.person-for')).toContainText('Groep Zeegras');
        await expectGoodAnywhere(page);
      });

      await step('a training registered under the mandate', async () => {
        await page.goto(`${mandated}/employees`);
        await page.locator('table#employees tbody').getByRole('checkbox').first().check();
        await page.getByRole('button', { name: t('account-register'), exact: true }).click();
        await describe(page, t, 'Brandpreventie', '3:00');
        await page.getByRole('radio', { name: t('training-status-completed') }).check();
        await next(page, t);
        await confirm(page, t, 'done-training-registered');
        // What is the employer's own stays out of reach.
        const access = await page.request.get(`${mandated}/access`);
        expect(access.status()).toBe(403);
      });

      await step('the history of the employer says who for whom', async () => {
        await signIn(page, PEOPLE.group);
        await page.getByRole('link', { name: t('side-history'), exact: true }).click();
        await expect(page.getByRole('main')).toContainText('Nele Loonsvelden');
        await expect(page.getByRole('main')).toContainText('Loonwijzer');
      });

      await step('what the training provider reported is verified', async () => {
        await page.getByRole('link', { name: t('side-reported'), exact: true }).click();
        await expectGoodAnywhere(page);
        await page.getByRole('button', { name: t('reported-accept') }).click();
        await expect(page.getByText(t('done-reported-accepted'))).toBeVisible();
        await expectGood(page);
      });

      await step('the training provider sees it, and reports another', async () => {
        await signIn(page, PEOPLE.trainer);
        await expect(page).toHaveURL(/\/given$/);
        await expectGoodAnywhere(page);
        await expect(page.getByRole('main')).toContainText(t('reported-accepted'));
        await page.getByRole('link', { name: t('given-new'), exact: true }).click();
        await page.getByRole('button', { name: t('given-send'), exact: true }).click();
        await expect(page.getByRole('alert')).toBeFocused();
        await expectGoodAnywhere(page);
        await page.getByLabel(t('training-title'), { exact: true }).fill('Communication non violente');
        await page.getByLabel(t('training-start'), { exact: true }).fill('2026-02-03');
        await page.getByLabel(t('training-duration'), { exact: true }).fill('7:00');
        await page.getByLabel(t('given-participants'), { exact: true }).fill('0123.456.788; 1; ');
        await page.getByRole('button', { name: t('given-send'), exact: true }).click();
        await expect(page.getByRole('alert')).toContainText(t('zone-ssin'));
        await expect(page.getByRole('alert')).toBeFocused();
        await page.getByLabel(t('given-participants'), { exact: true }).fill('');
        await page.getByRole('checkbox', { name: t('given-link-yes') }).check();
        await page.getByRole('button', { name: t('given-send'), exact: true }).click();
        await expect(page.locator('.qr svg')).toBeVisible();
        await expectGoodAnywhere(page);
      });
      const link = await page.locator('a.secret').getAttribute('href');
      const path = new URL(link ?? '').pathname;

      await step('an employee confirms by the link, and sees who says what', async () => {
        await signIn(page, EMPLOYEES.one, path);
        await expectGoodAnywhere(page);
        await page.getByRole('button', { name: t('attend-confirm', { name: '' }).trim() }).click();
        await expect(page.getByText(t('done-attendance-confirmed'))).toBeVisible();
        await expect(page.getByRole('heading', { name: t('own-reported') })).toBeVisible();
        await expect(page.getByRole('main')).toContainText('Communication non violente');
        await expectGoodAnywhere(page);
        await page.goto('/account/looks');
        await expectGood(page);
      });

      await step('an inspector reads under a reason, and the operator has the qualities', async () => {
        await signIn(page, PEOPLE.inspector);
        await expectGoodAnywhere(page);
        await page.getByRole('button', { name: t('inspection-begin'), exact: true }).click();
        await expect(page.getByRole('alert')).toBeFocused();
        await page.getByLabel(t('operator-enterpriseNumber'), { exact: true }).fill(number);
        await page.getByLabel(t('inspection-reason'), { exact: true }).fill('Dossier 2026/17');
        await page.getByRole('button', { name: t('inspection-begin'), exact: true }).click();
        await expect(page.locator('.side-ground')).toContainText('Dossier 2026/17');
        await signIn(page, PEOPLE.operator, '/operator');
        await page.getByRole('link', { name: /Loonwijzer/ }).click();
        await expectGoodAnywhere(page);
      });
    });

    test('an invitation by a link', async ({ page, t, guard }) => {
      guard.allowStatus(404);
      guard.allowStatus(422);
      await signIn(page, PEOPLE.accessManager);
      await page.getByRole('link', { name: t('side-access'), exact: true }).click();
      await expectGoodAnywhere(page);
      await page.locator('input[name=invited][value=verifier]').check();
      await page.getByRole('button', { name: t('invitation-make'), exact: true }).click();
      const link = await page.locator('a.secret').getAttribute('href');
      await expectGoodAnywhere(page);
      const path = new URL(link ?? '').pathname;
      await signIn(page, EMPLOYEES.one, path);
      await expectGoodAnywhere(page);
      await page.getByRole('button').filter({ hasText: /./ }).last().scrollIntoViewIfNeeded();
      await page.locator('main form button').click();
      await expect(page.getByText(t('done-access-taken'))).toBeVisible();
      await page.goto(path);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.getByRole('main').locator('form')).toHaveCount(0);
    });
  });
}
