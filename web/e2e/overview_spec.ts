import { readFileSync } from 'node:fs';

import { expect } from '@playwright/test';

import { test } from './demo';
import { test as plain } from './signed_in';

type Score = { days: { day: number; policies: { policy: string; regret: number | null }[] }[] };
type Loop = { stages: { newest_at: string | null; count: number }[] };

test('a demo says how far it stays below the oracle, as the interface does', async ({
  page,
  call,
}) => {
  const { days } = (await call('GET', '/api/v1/demo/score')) as Score;
  const last = days.at(-1);
  const regret = last?.policies.find(({ policy }) => policy === 'account')?.regret ?? NaN;
  const share = `${(100 * regret).toFixed(1)}%`;
  await page.goto('/');
  const panel = page.getByRole('region', { name: 'Regret of the demo' });
  await expect(panel).toContainText(`${share} below the oracle after day ${last?.day ?? 0}`);
  await expect(panel.getByRole('row', { name: 'This account' })).toContainText(share);
  await panel.getByRole('button', { name: 'Show as table' }).click();
  await expect(panel.getByRole('table').first().getByRole('row')).toHaveCount(days.length + 1);
});

test('each stage of the loop says when something went through, or that nothing did', async ({
  page,
  call,
}) => {
  const { stages } = (await call('GET', '/api/v1/loop')) as Loop;
  await page.goto('/');
  const shown = page.getByRole('region', { name: 'Data freshness' }).getByRole('listitem');
  await expect(shown).toHaveCount(stages.length);
  for (const [at, stage] of stages.entries()) {
    const text = stage.newest_at === null ? 'Nothing yet' : `of ${stage.count}`;
    await expect(shown.nth(at)).toContainText(text);
  }
});

test('every page and every file of a demo says that it is one', async ({ page }) => {
  await page.goto('/revenue/reconciliation');
  await expect(page.getByRole('note').first()).toContainText('Demo data');
  await page.goto('/');
  const panel = page.getByRole('region', { name: 'Regret of the demo' });
  await panel.getByRole('button', { name: 'Save' }).click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'SVG' }).click(),
  ]);
  expect(readFileSync(await picture.path(), 'utf8')).toContain('Demo data');
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(readFileSync(await table.path(), 'utf8')).toMatch(/,Demo data\r\n$/);
});

test('what somebody wants of an ad is set on its page and kept', async ({ page, call }) => {
  const { items } = (await call('GET', '/api/v1/ads?limit=1')) as { items: { id: string }[] };
  await page.goto(`/ads/${items[0]?.id ?? ''}`);
  const panel = page.getByRole('region', { name: 'Policy' });
  await panel.getByRole('combobox', { name: 'Mode' }).click();
  await page.getByRole('option', { name: 'Observe only' }).click();
  await panel.getByLabel('At most a day, USD').fill('90.50');
  await panel.getByRole('button', { name: 'Save the policy' }).click();
  await expect(panel.getByText('Decisions are made and shown')).toBeVisible();
  await page.reload();
  await expect(panel.getByLabel('At most a day, USD')).toHaveValue('90.50');
});

test('the wear of an ad is told day by day', async ({ page }) => {
  await page.goto('/fatigue');
  await page
    .getByRole('link', { name: /^History of the wear of/ })
    .first()
    .click();
  const history = page.getByRole('region', { name: 'Wear of this ad, day by day' }).first();
  await expect(history.getByRole('row').nth(1)).toContainText(/\d{4}-\d{2}-\d{2}/);
});

test('stages say what past deals make of them, or what is missing', async ({ page, call }) => {
  const { stages } = (await call('GET', '/api/v1/synthetic-revenue/stages/suggestions')) as {
    stages: { reason: string }[];
  };
  await page.goto('/revenue/pipeline');
  const panel = page.getByRole('region', { name: 'Suggested from history' }).first();
  for (const { reason } of stages) await expect(panel.getByText(reason).first()).toBeVisible();
});

plain('an account whose market is not simulated shows no regret', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Data freshness' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Regret of the demo' })).toHaveCount(0);
});
