import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium.ts';

// One server per worker, each on a copy of the demo data made once in the global setup.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'out/results',
  globalSetup: './support/demo-data.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 90_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { ...chromium, trace: 'retain-on-failure' },
});
