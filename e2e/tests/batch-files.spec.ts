import { readFileSync } from 'node:fs';
import { type Page, expect } from '@playwright/test';
import { DESKTOP, expectGoodAtNightToo } from '../support/pages.ts';
import { PEOPLE, numbersOfNewEmployer, registerOf, signIn } from '../support/signin.ts';
import { testAlone as test } from '../support/test.ts';
import type { Texts } from '../support/texts.ts';

// A batch file in the browser: sent, followed, mended, sent again, in two languages.

/** A number that checks and belongs to nobody, and the same with its last digit wrong. */
const RIGHT = '09010199742';
const WRONG = `${RIGHT.slice(0, -1)}0`;

const person = (inss: string) => `<EmployeeDeclaration><NaturalPerson><INSS>${inss}</INSS>
<WorkerName>Zandvliet</WorkerName><WorkerFirstName>Noor</WorkerFirstName></NaturalPerson>
<StartingDate>2026-01-05</StartingDate><Occupation><JointCommissionNbr>200</JointCommissionNbr>
<RefMeanWorkingHours>3800</RefMeanWorkingHours><MeanWorkingHours>3800</MeanWorkingHours></Occupation>
</EmployeeDeclaration>`;

const training = (inss: string) => `<TrainingDeclaration><Training><Title>Veilig werken</Title>
<StartingDate>2026-03-02</StartingDate><Minutes>240</Minutes></Training>
<Participant><NaturalPersonId><INSS>${inss}</INSS></NaturalPersonId></Participant></TrainingDeclaration>`;

function file(enterprise: string, forms: [string, string][]): Buffer {
  const form = ([reference, block]: [string, string]) => `<Form><Identification>FLAC001</Identification>
<FormCreationDate>2026-11-20</FormCreationDate><FormCreationHour>14:05:09.250</FormCreationHour>
<AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>
<Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>${reference}</ReferenceNbr></Reference>
<EmployerId><CompanyID>${enterprise}</CompanyID></EmployerId>${block}</Form>`;
  return Buffer.from(`<FlaDeclaration>\n${forms.map(form).join('\n')}\n</FlaDeclaration>\n`);
}

async function send(page: Page, t: Texts, name: string, buffer: Buffer, how = 'real'): Promise<void> {
  await page.locator(`input[name=environment][value=${how}]`).check();
  await page.getByLabel(t('files-choose'), { exact: true }).setInputFiles({ name, mimeType: 'application/xml', buffer });
  await page.getByRole('button', { name: t('files-send'), exact: true }).click();
  await expect(page).toHaveURL(/\/files\/[0-9a-f-]{36}$/);
}

for (const language of ['nl', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });
    test.setTimeout(240_000);

    test('upload, progress, anomalies, the mended file, done', async ({ page, t }) => {
      const { enterprise } = await numbersOfNewEmployer(page);
      await signIn(page, PEOPLE.newEmployer);
      const base = registerOf(page);
      await page.getByRole('link', { name: t('side-files'), exact: true }).first().click();
      await expect(page.getByRole('heading', { level: 1, name: t('side-files') })).toBeVisible();
      await expectGoodAtNightToo(page);

      // What comes after the first look: the page follows the file by itself.
      const both: [string, string][] = [['P-1', person(RIGHT)], ['T-1', training(WRONG)]];
      await send(page, t, 'look.xml', file(enterprise, both), 'simulation');
      await expect(page.getByText(t('files-ended-simulation-partly'))).toBeVisible({ timeout: 30_000 });
      await page.goto(`${base}/files`);

      await send(page, t, 'first.xml', file(enterprise, both));
      await expect(page.getByText(t('files-ended-partly'), { exact: true })).toBeVisible({ timeout: 30_000 });
      const main = page.getByRole('main');
      await expect(main).toContainText('P-1');
      await page.getByRole('navigation', { name: t('files-filter') }).getByRole('link', { name: t('files-form-refused') }).click();
      await expect(main).toContainText('T-1');
      await expect(main).not.toContainText('P-1');
      await expect(main.getByRole('link', { name: 'SSIN-004', exact: true })).toBeVisible();
      await expect(main).toContainText('FlaDeclaration/Form[2]/TrainingDeclaration');
      await expect(main).not.toContainText(WRONG);
      await expectGoodAtNightToo(page);

      const waiting = page.waitForEvent('download');
      await page.getByRole('link', { name: 'NOTI.xml', exact: true }).click();
      const noti = readFileSync(await (await waiting).path(), 'utf8');
      expect(noti).toContain('<ErrorID>SSIN-004</ErrorID>');

      // Only what was refused is sent again.
      await page.getByRole('link', { name: t('files-again'), exact: true }).click();
      await send(page, t, 'second.xml', file(enterprise, [['T-1', training(RIGHT)]]));
      await expect(page.getByText(t('files-ended-done'), { exact: true })).toBeVisible({ timeout: 30_000 });
      await expectGoodAtNightToo(page);
      await page.getByRole('link', { name: t('files-to-training'), exact: true }).click();
      await expect(page.getByRole('main')).toContainText('Veilig werken');
      await page.goto(`${base}/files`);
      await expect(page.getByRole('main').locator('tbody tr')).toHaveCount(3);
      await expectGoodAtNightToo(page);
    });
  });
}
