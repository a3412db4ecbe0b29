import { kCorpus } from './corpus';
import { caller, seedAds } from './seed.mjs';
import { expect, ownSession, test, url } from './signed_in';

test('scripts in names and reasons are text', async ({ page, call }) => {
  for (const [at, text] of kCorpus.entries()) {
    await call('POST', '/api/v1/battle-hardened/feedback', {
      ad_id: `meta:${text}`,
      actual_pipeline_value: { amount_minor: 90_000, currency: 'AED' },
      actual_spend: { amount_minor: 30_000, currency: 'AED' },
      actual_impressions: 10_000,
      actual_clicks: 200,
      event_id: `corpus-${at}`,
    });
  }
  const run = (await call('POST', '/api/v1/decisions/run', {})) as { run_id: string };
  for (const path of [`/decisions/runs/${run.run_id}`, `/budget?run=${run.run_id}`]) {
    await page.goto(path);
    for (const text of kCorpus) {
      await expect(page.getByRole('link', { name: `meta:${text}` }).first()).toBeVisible();
    }
  }
  await page.goto(`/ads/${encodeURIComponent(`meta:${kCorpus[1] ?? ''}`)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`meta:${kCorpus[1] ?? ''}`);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('the policy of the page is strict, and nothing breaks it', async ({ page, request }) => {
  const policy = (await request.get('/')).headers()['content-security-policy'] ?? '';
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("default-src 'self'");
  const broken: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) broken.push(message.text());
  });
  for (const path of ['/', '/budget', '/revenue/attribution?conversion=order-1001', '/studio']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(broken).toEqual([]);
});

test('amounts are those of the interface to the last digit', async ({ page, call }) => {
  for (const currency of ['JPY', 'KWD', 'AED']) {
    const id = `in-${currency.toLowerCase()}`;
    await call('POST', '/api/v1/accounts', { id, name: id, currency, time_zone: 'UTC' });
    const own = caller(url(), ownSession(), id);
    await seedAds(own, currency, 4, Date.now());
    const run = (await own('POST', '/api/v1/decisions/run', {})) as {
      run_id: string;
      recommendations: { ad_id: string; recommended_budget: { amount_minor: number } }[];
    };
    await page.goto(`/decisions/runs/${run.run_id}?account=${id}`);
    for (const { ad_id, recommended_budget } of run.recommendations) {
      const row = page.getByRole('row').filter({ hasText: ad_id });
      const shown = (await row.getByRole('cell').nth(3).innerText()).replaceAll(/\D/g, '');
      expect(Number(shown), `${ad_id} in ${currency}`).toBe(recommended_budget.amount_minor);
    }
  }
});
