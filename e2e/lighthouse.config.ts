import { defineConfig } from '@playwright/test';
import everything from './playwright.config.ts';

export default defineConfig(everything, {
  testDir: '.',
  testMatch: 'lighthouse.ts',
  workers: 1,
  timeout: 20 * 60_000,
});
