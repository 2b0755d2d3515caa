import { defineConfig } from '@playwright/test';
import everything from './playwright.config.ts';

export default defineConfig(everything, {
  testDir: '.',
  testMatch: ['screenshots.ts', 'pictures.ts'],
  timeout: 20 * 60_000,
});
