import { expect, type Page } from '@playwright/test';

import { kCorpus } from './corpus';
import { test } from './demo';
import { pagesOf } from './pages';
import { settled } from './signed_in';

/** What people and platforms write, and what is said of it. */
const kWritten = new Set(['name', 'display_name', 'reason', 'explanation', 'recommendation']);

/** The document with other words: each text of those members is the next one of the corpus. */
function poisoned(document: unknown): unknown {
  let next = 0;
  const poison = () => kCorpus[next++ % kCorpus.length];
  const copy = (value: unknown, member = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => copy(one, member));
    if (typeof value === 'string' && kWritten.has(member)) return poison();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one, key)]));
  };
  return copy(document);
}

/** Answers come as they would had every name and reason been written to do harm. */
async function poison(page: Page): Promise<void> {
  await page.route(/\/api\/v1\/(?!auth|stream)/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const text = await response.text();
    const lines = (response.headers()['content-type'] ?? '').includes('ndjson');
    const documents = lines ? text.trim().split('\n') : [text];
    const changed = poisoned(documents.map((one) => JSON.parse(one) as unknown)) as unknown[];
    const body = changed.map((one) => JSON.stringify(one)).join('\n');
    await route.fulfill({ response, body });
  });
}

test('whatever names and reasons say is text on every page', async ({ page, call }) => {
  test.setTimeout(180_000);
  const paths = await pagesOf(call);
  await page.addInitScript(() => {
    window.addEventListener('securitypolicyviolation', (event) => {
      sessionStorage.setItem('broken', event.violatedDirective);
    });
  });
  await poison(page);
  for (const [name, path] of [...paths, ['tree', '/campaigns?open=all'] as const]) {
    await page.goto(path);
    await settled(page);
    expect(await page.evaluate(() => 'hit' in window), name).toBe(false);
    expect(await page.evaluate(() => sessionStorage.getItem('broken')), name).toBeNull();
    await expect(page.locator('main script, main img[src="x"], main b'), name).toHaveCount(0);
  }
  const grid = page.getByRole('treegrid');
  for (const text of kCorpus) await expect(grid.getByText(text).first()).toBeVisible();
  const ad = paths.find(([name]) => name === 'ad')?.[1] ?? '';
  await page.goto(ad);
  await settled(page);
  expect(kCorpus).toContain(await page.getByRole('heading', { level: 1 }).innerText());
});
