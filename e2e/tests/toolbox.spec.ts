import { PHONE, expectGood } from '../support/pages.ts';
import { PEOPLE, signIn } from '../support/signin.ts';
import { expect, testAlone } from '../support/test.ts';

// A talk of a quarter of an hour for a whole team, from the start page of the register on a phone:
// every tap and every field that is filled in counts as an input.
for (const language of ['nl', 'de'] as const) {
  testAlone.describe(language, () => {
    testAlone.use({ language, viewport: PHONE });

    testAlone('a toolbox talk for sixty people takes five inputs', async ({ page, t }) => {
      await signIn(page, PEOPLE.group);
      await expectGood(page);
      let inputs = 0;
      const input = async (act: () => Promise<void>): Promise<void> => {
        inputs += 1;
        await act();
      };
      const started = Date.now();
      await input(() => page.getByRole('main').getByRole('link', { name: t('quick') }).click());
      await input(() => page.getByLabel(t('quick-title'), { exact: true }).fill('Ladders'));
      await input(() => page.locator('input[name=team]').first().check());
      await input(() => page.getByRole('button', { name: t('form-next'), exact: true }).click());
      const people = Number(/\d+/.exec(await page.locator('dl.facts').innerText())?.[0] ?? 0);
      await input(() => page.locator('main button[value=do]').click());
      await expect(page.getByText(t('done-training-registered'))).toBeVisible();
      const seconds = (Date.now() - started) / 1000;
      expect(inputs).toBe(5);
      expect(people).toBeGreaterThanOrEqual(60);
      // The machine's part of it; typing a name takes a person a few seconds more.
      expect(seconds).toBeLessThan(15);
      await expect(page.getByText('15 min').first()).toBeVisible();
      await expectGood(page);
    });
  });
}
