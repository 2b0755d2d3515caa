import type { Page } from '@playwright/test';

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Files, not pages. */
const FILE = /\.(pdf|csv|json|xlsx|zip)\b|\/(export|returned|file|files\/[^/]+|evidence\/[^/]+)([/?]|$)/;

/** What makes a page another kind of page: its path without ids, and what is asked of it. */
function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://here');
  const asked = [...new Set(searchParams.keys())].filter((key) => !PLAIN.has(key)).sort();
  return `${pathname.replace(ID, '…')}?${asked.join('&')}`;
}
/** Asking for these shows the same page with other rows. */
const PLAIN = new Set(['year', 'page', 'sort', 'employee', 'kind', 'from', 'to', 'team', 'after', 'copy']);

/**
 * Goes to every kind of page that can be reached by links from `starts`, as long as its address
 * begins with `within`, and has each looked at. Gives back the kinds it found.
 */
export async function everyPage(
  page: Page,
  starts: string[],
  within: string,
  look: (address: string) => Promise<void>,
): Promise<string[]> {
  const waiting = [...starts];
  const seen = new Set(waiting.map(kindOf));
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    await page.goto(address);
    const links = await page.locator('a[href]:not([download])').evaluateAll((all) =>
      all.map((link) => link.getAttribute('href') ?? ''),
    );
    await look(address);
    for (const link of links) {
      const [plain = ''] = link.split('#');
      if (!plain.startsWith(within) || FILE.test(plain) || seen.has(kindOf(plain))) continue;
      seen.add(kindOf(plain));
      waiting.push(plain);
    }
  }
  return [...seen];
}
