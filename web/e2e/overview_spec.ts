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

plain('an account whose market is not simulated shows no regret', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Data freshness' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Regret of the demo' })).toHaveCount(0);
});
