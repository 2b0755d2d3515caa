import { test as base } from '@playwright/test';
import { Guard } from './guard.ts';
import { Server } from './server.ts';
import { type Language, type Texts, texts } from './texts.ts';

type Options = { language: Language };
type Each = { guard: Guard; t: Texts };
type Worker = { server: Server };

/** Playwright's `test` with a server per worker, the product's texts, and a guard on every page. */
export const test = base.extend<Options & Each, Worker>({
  language: ['en', { option: true }],
  server: [
    // Playwright reads which fixtures are wanted from the first argument, so it stays empty.
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  locale: async ({ language }, use) => use(`${language}-BE`),
  t: async ({ language }, use) => use(texts(language)),
  guard: [
    async ({ context, baseURL }, use) => {
      if (!baseURL) throw new Error('no server');
      const guard = new Guard(context, baseURL);
      await use(guard);
      guard.expectNothing();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** The same with a server for each test alone, for those that change what others would see. */
export const testAlone = test.extend({
  baseURL: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server.url);
      await server.remove();
    },
    { scope: 'test', timeout: 180_000 },
  ],
});
