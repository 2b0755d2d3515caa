import { defineConfig } from '@playwright/test';
import everything from './playwright.config.ts';

// One at a time: a film runs as smoothly as the machine lets it.
export default defineConfig(everything, {
  testDir: '.',
  testMatch: 'films.ts',
  workers: 1,
  timeout: 5 * 60_000,
  globalTimeout: 60 * 60_000,
});
