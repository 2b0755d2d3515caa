import { expect } from '@playwright/test';
import { Payroll } from '../support/payroll.ts';
import { PEOPLE, numbersOfNewEmployer, signIn } from '../support/signin.ts';
import { today } from '../support/training.ts';
import { type Stage, button, click, link, menu } from './stage.ts';

/** From an empty register to an account with its working. */
export async function importing(stage: Stage): Promise<void> {
  const { page, t } = stage;
  let payroll: Payroll | undefined;
  await stage.behind(async () => {
    const numbers = await numbersOfNewEmployer(page);
    payroll = Payroll.write(numbers.nsso, numbers.enterprise, today());
    await signIn(page, PEOPLE.newEmployer);
  });
  if (!payroll) throw new Error('no files');
  await stage.say(1);
  await click(stage, link(stage, 'overview-step-import'));
  await stage.say(2);
  const files = page.getByLabel(t('import-choose'), { exact: true });
  await stage.point(files);
  await files.setInputFiles([...payroll.declarations, payroll.dimona]);
  await stage.say(3);
  await click(stage, button(stage, 'import-send'));
  await expect(page.getByText(t('import-ended-done'), { exact: true })).toBeVisible({ timeout: 120_000 });
  await stage.say(4);
  const found = page.getByRole('heading', { name: t('import-new') });
  await stage.point(found);
  await expect(found).toContainText('26');
  await stage.say(5);
  await click(stage, menu(stage, 'side-employees'));
  await stage.say(6);
  await click(stage, page.locator('table#employees th a').first());
  await click(stage, page.getByText(t('working-open')).first());
  const total = page.getByText(t('working-total'), { exact: true }).first();
  await stage.point(total);
  await expect(total).toBeVisible();
  payroll.remove();
}
