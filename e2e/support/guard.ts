import { type BrowserContext, type Page, expect } from '@playwright/test';

/**
 * Watches everything a context does for what must never happen on any page: a request to another
 * host, an error in the console (refusals of the content security policy are such), an uncaught
 * exception.
 */
export class Guard {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(context: BrowserContext, base: string) {
    const { origin } = new URL(base);
    context.on('request', (request) => {
      const { protocol, origin: to } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && to !== origin) {
        this.found.push(`request to another host: ${request.url()}`);
      }
    });
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const text = `console error at ${message.location().url}: ${message.text()}`;
      if (!this.allowed.some((pattern) => pattern.test(text))) this.found.push(text);
    });
    context.on('weberror', (error) => {
      this.found.push(`uncaught exception: ${error.error().stack ?? error.error().message}`);
    });
  }

  /** A refusal the test provokes: Chromium reports its status as a console error. */
  allowStatus(status: number): void {
    this.allowed.push(new RegExp(`status of ${status}\\b`));
  }

  expectNothing(): void {
    expect(this.found).toEqual([]);
  }
}

/** Fails if the page is wider than the window: nobody should scroll sideways to read. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const { page: needed, window: given } = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(needed, `width of ${page.url()}`).toBeLessThanOrEqual(given);
}
