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
  globalTimeout: 30 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  // What never comes fails soon and at its place, not when the whole test runs out of time.
  // Colours change at once for whoever wants no movement, so that none is judged on its way.
  use: {
    ...chromium,
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
  },
});
