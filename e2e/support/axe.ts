import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Fails where words cannot be told from their ground. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNone(page, new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

/** Fails with the offending elements unless the page as it stands has no violation. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNone(page, new AxeBuilder({ page }).withTags(RULES));
}

async function expectNone(page: Page, builder: AxeBuilder): Promise<void> {
  // There are no frames, so nothing has to be gathered in a second page.
  const { violations } = await builder.setLegacyMode().analyze();
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}\n  ${node.html}`),
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
