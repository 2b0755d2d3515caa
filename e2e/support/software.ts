import { generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Client, type Options } from '../../clients/typescript/src/index.ts';
import { registerOf } from './signin.ts';
import type { Texts } from './texts.ts';

/** Software of an organisation: a key of its own, and the client library with it. */
export class Software {
  readonly publicKey: string;
  /** The private key in each form in which the library takes one. */
  readonly keys: { sec1: string; pkcs8: string; jwk: JsonWebKey };

  constructor(private readonly base: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = (type: 'sec1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString();
    this.publicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    this.keys = { sec1: pem('sec1'), pkcs8: pem('pkcs8'), jwk: privateKey.export({ format: 'jwk' }) as JsonWebKey };
  }

  client(clientId: string, more: Partial<Options> = {}): Client {
    return new Client({ installation: this.base, clientId, key: this.keys.sec1, ...more });
  }

  /** Lets it in, as the access manager who is signed in; answers with the client ID. */
  async letIn(page: Page, t: Texts, scopes: string[]): Promise<string> {
    await page.goto(`${registerOf(page)}/software`);
    await page.getByLabel(t('software-name'), { exact: true }).fill('Loonsoftware');
    for (const scope of scopes) await page.getByRole('checkbox', { name: t(scope), exact: true }).check();
    await page.getByRole('button', { name: t('software-add'), exact: true }).click();
    const clientId = (await page.locator('dl.facts dd').first().innerText()).trim();
    await page.getByLabel(t('software-key'), { exact: true }).fill(this.publicKey);
    await page.getByRole('button', { name: t('software-key-add'), exact: true }).click();
    await page.getByText(t('done-software-key-added')).waitFor();
    return clientId;
  }
}
