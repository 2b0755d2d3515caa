import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, chromium as browser } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from './support/chromium.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from './support/signin.ts';
import { expect, test } from './support/test.ts';

const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const OUT = join(import.meta.dirname, 'out/lighthouse');
/** On a phone with its slow network and processor, as Lighthouse imitates them, and on a desk. */
const DEVICES = { phone: undefined, desktop: desktopConfig } as const;

type Places = [string, string][];

/** The main pages, as somebody who may see them: name and address. */
const VISITS: [string | RegExp | undefined, (page: Page) => Promise<Places> | Places][] = [
  [undefined, () => [
    ['start page', '/'],
    ['regime', '/regime?band=from20&committee=200&year=2026'],
    ['help', '/help'],
    ['manual', '/help/officer'],
  ]],
  [PEOPLE.group, async (page) => {
    const register = registerOf(page);
    await page.goto(`${register}/employees`);
    const account = await page.locator('table#employees th a').first().getAttribute('href');
    return [
      ['overview', register],
      ['employees', `${register}/employees`],
      ['an account', account ?? ''],
      ['trainings', `${register}/trainings`],
      ['tasks', `${register}/tasks`],
      ['quick registration', `${register}/trainings/quick`],
    ];
  }],
  [EMPLOYEES.one, () => [['own account', '/account']]],
];

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') found(address.port);
        else failed(new Error('no free port'));
      });
    });
  });
}

test('the main pages', async ({ server }) => {
  const profile = mkdtempSync(join(tmpdir(), 'fla-lighthouse-'));
  const port = await freePort();
  const context = await browser.launchPersistentContext(profile, {
    ...chromium.launchOptions,
    args: [...chromium.launchOptions.args, `--remote-debugging-port=${port}`],
    baseURL: server.url,
    locale: 'en-BE',
  });
  const low: string[] = [];
  mkdirSync(OUT, { recursive: true });
  console.log(`| page | device | ${CATEGORIES.join(' | ')} |`);
  console.log(`|---|---|${CATEGORIES.map(() => '---|').join('')}`);
  for (const [who, places] of VISITS) {
    const page = await context.newPage();
    if (who) await signIn(page, who, who === EMPLOYEES.one ? '/account' : '/register');
    const addresses = await places(page);
    await page.close();
    for (const [name, address] of addresses) {
      for (const [device, config] of Object.entries(DEVICES)) {
        const { scores, wanting } = await measure(server.url + address, port, `${name}-${device}`, config);
        console.log(`| ${name} | ${device} | ${scores.join(' | ')} |`);
        if (scores.some((score) => score < LEAST)) low.push(`${name} (${device}): ${wanting.join('; ')}`);
      }
    }
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  expect(low, `below ${LEAST}; the reports are in ${OUT}`).toEqual([]);
});

async function measure(
  address: string,
  port: number,
  name: string,
  config: typeof desktopConfig | undefined,
): Promise<{ scores: number[]; wanting: string[] }> {
  const flags = { port, onlyCategories: CATEGORIES, disableStorageReset: true, output: 'html', logLevel: 'error' } as const;
  const run = await lighthouse(address, { ...flags, onlyCategories: [...CATEGORIES] }, config);
  if (!run) throw new Error(`no answer about ${name}`);
  const report = Array.isArray(run.report) ? run.report.join('') : run.report;
  writeFileSync(join(OUT, `${name.replaceAll(' ', '-')}.html`), report);
  const scores = CATEGORIES.map((id) => Math.round((run.lhr.categories[id]?.score ?? 0) * 100));
  const wanting = Object.values(run.lhr.audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9)
    .map((audit) => `${audit.id} ${audit.displayValue ?? ''}`.trim());
  return { scores, wanting };
}
