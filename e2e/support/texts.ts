import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

/** The four languages of the product. */
export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const LOCALES = join(import.meta.dirname, '../../crates/web/locales');
const bundles = new Map<Language, FluentBundle>();

/** The product's own texts in one language: a key that does not exist fails the test. */
export type Texts = (key: string, values?: Record<string, FluentVariable>) => string;

export function texts(language: Language): Texts {
  const bundle = bundles.get(language) ?? read(language);
  bundles.set(language, bundle);
  return (key, values) => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) throw new Error(`no text ${key} in ${language}`);
    return bundle.formatPattern(pattern, values ?? null).replace(/\s+/g, ' ');
  };
}

function read(language: Language): FluentBundle {
  // As the product does: all four run left to right, so no isolation marks around values.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const folder = join(LOCALES, language);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ftl'))) {
    bundle.addResource(new FluentResource(readFileSync(join(folder, file), 'utf8')));
  }
  return bundle;
}
