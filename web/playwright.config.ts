import { defineConfig } from '@playwright/test';

// The real program with the built dashboard: e2e/global_setup.ts starts it on a free port.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*_spec.ts',
  globalSetup: './e2e/global_setup.ts',
  workers: 1, // one account, whose state the pages change
  timeout: 30_000,
  retries: 1, // a busy machine; a test that needs it is listed as flaky
  reporter: 'line',
  forbidOnly: true,
  use: {
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    launchOptions: {
      executablePath: process.env.GV_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium's sandbox needs more than most containers give.
      args: ['--no-sandbox'],
    },
  },
});
