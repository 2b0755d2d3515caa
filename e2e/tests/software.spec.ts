import { DESKTOP, expectGood, expectGoodAnywhere } from '../support/pages.ts';
import { PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { Software } from '../support/software.ts';
import { expect, testAlone as test } from '../support/test.ts';

// An access manager lets software in; it registers a training by itself, everybody sees that it did,
// and from the moment it is ended it can do nothing more.
for (const language of ['nl', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(180_000);

    test('software is let in, works, and is ended', async ({ page, t, guard, baseURL }) => {
      guard.allowStatus(422);
      const software = new Software(baseURL ?? '');
      await signIn(page, PEOPLE.accessManager);
      const register = registerOf(page);
      await page.goto(`${register}/access`);
      await page.getByRole('main').getByRole('link', { name: t('software-title'), exact: true }).click();
      await expectGoodAnywhere(page);
      await page.getByRole('button', { name: t('software-add'), exact: true }).click();
      await expect(page.getByRole('alert')).toBeFocused();
      await expectGoodAnywhere(page);
      await page.getByLabel(t('software-name'), { exact: true }).fill('Loonsoftware');
      for (const scope of ['scope-register-read', 'scope-training-write']) {
        await page.getByRole('checkbox', { name: t(scope), exact: true }).check();
      }
      await page.getByRole('button', { name: t('software-add'), exact: true }).click();
      await expect(page.getByText(t('done-software-added'))).toBeVisible();
      const clientId = (await page.locator('dl.facts dd').first().innerText()).trim();
      const client = software.client(clientId);
      const stranger = { name: 'TokenError', status: 401, code: 'invalid_client' };
      await expect(client.employers()).rejects.toMatchObject(stranger);

      const key = page.getByLabel(t('software-key'), { exact: true });
      await key.fill('-----BEGIN PRIVATE KEY-----');
      await page.getByRole('button', { name: t('software-key-add'), exact: true }).click();
      await expect(page.getByRole('alert')).toContainText(t('anomaly-client-key-005'));
      await expect(page.getByRole('alert')).toBeFocused();
      await key.fill(software.publicKey);
      await page.getByRole('button', { name: t('software-key-add'), exact: true }).click();
      await expect(page.getByText(t('done-software-key-added'))).toBeVisible();
      await expectGoodAnywhere(page);
      const itsPage = page.url();

      const [first] = await client.employers();
      const employer = client.employer(first?.enterpriseNumber ?? '');
      const someone = (await employer.employees({ pageSize: 1 }).next()).value;
      const training = {
        title: 'Stapelaar, opfrissing',
        startDate: '2026-03-02',
        minutes: 240,
        participants: [{ employeeId: someone?.employeeId ?? '' }],
      };
      const made = await employer.under('stapelaar').registerTraining(training);
      expect(await employer.under('stapelaar').registerTraining(training)).toEqual(made);
      const adds = client.request(`${first?.href}/employees`, { method: 'POST', body: {} });
      await expect(adds).rejects.toMatchObject({ name: 'ProblemError', status: 403 });

      await page.goto(`${register}/trainings?title=stapelaar`);
      await expect(page.getByRole('main').getByRole('link', { name: training.title })).toHaveCount(1);
      await page.goto(`${register}/history`);
      await expect(page.getByRole('main')).toContainText('Loonsoftware');
      await expect(page.getByRole('main')).toContainText(t('role-client'));
      await expectGood(page);

      await page.goto(itsPage);
      await page.getByRole('button', { name: t('software-end'), exact: true }).click();
      await expect(page.getByText(t('done-software-ended'))).toBeVisible();
      await expect(client.employers()).rejects.toMatchObject(stranger);
    });
  });
}
