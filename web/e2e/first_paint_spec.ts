import { expect } from '@playwright/test';

import { test } from './demo';

const kVisits = 5;
/** Twice and a half of what is asked for: the machine may be busy with other tests. */
const kFirstPaintMs = 2_500;

test('the first page is painted at once', async ({ browser, context, baseURL }) => {
  test.setTimeout(60_000);
  const state = await context.storageState();
  const painted: number[] = [];
  const there: number[] = [];
  for (let visit = 0; visit < kVisits; ++visit) {
    // Nothing of it is kept from the visit before.
    const fresh = await browser.newContext({
      storageState: state,
      ...(baseURL ? { baseURL } : {}),
    });
    const page = await fresh.newPage();
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { paint, now } = await page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
      now: performance.now(),
    }));
    painted.push(paint);
    there.push(now);
    await fresh.close();
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(kVisits / 2)] ?? NaN;
  console.log(
    `first paint: median ${median(painted).toFixed(0)} ms, ` +
      `the page after ${median(there).toFixed(0)} ms, of ${kVisits} visits`,
  );
  expect.soft(median(painted)).toBeLessThan(kFirstPaintMs);
});
