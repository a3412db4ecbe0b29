import { expect, test } from './signed_in';

test('a stage value is changed in place, and Esc puts it back', async ({ page }) => {
  await page.goto('/revenue/pipeline');
  const value = page.getByLabel('Value of appointment_scheduled');
  await value.fill('2400');
  await value.press('Escape');
  await expect(value).toHaveValue('2250.00');
  await value.fill('2300.50');
  await value.press('Enter');
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible();
  await expect(value).toHaveValue('2300.50');
  await expect(page.getByRole('table', { name: 'Versions' })).toContainText('pipeline');
});

test('what a stage value would do is seen before it is saved', async ({ page, call }) => {
  const stages = () => call('GET', '/api/v1/synthetic-revenue/stages');
  const before = await stages();
  await page.goto('/revenue/pipeline');
  await page.getByLabel('Value of show_up').fill('6000');
  await expect(page.getByText(/The newest run would decide the same|otherwise/)).toBeVisible();
  await page.getByLabel('Value of show_up').fill('-1');
  await expect(page.getByText(/The newest run would decide the same|otherwise/)).toBeHidden();
  expect(await stages()).toEqual(before);
});

test('two who change a stage at once see both values', async ({ page, call }) => {
  await page.goto('/revenue/pipeline');
  const value = page.getByLabel('Value of show_up');
  await value.fill('4300');
  const { version } = (await call('GET', '/api/v1/synthetic-revenue/stages')) as {
    version: number;
  };
  await call('PUT', '/api/v1/synthetic-revenue/stages/show_up', {
    value: { amount_minor: 440_000, currency: 'AED' },
    expected_version: version,
  });
  await value.press('Enter');
  await expect(page.getByText('Somebody changed the stages in between')).toBeVisible();
  await expect(page.getByText('AED 4,400.00')).toBeVisible();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(value).toHaveValue('4300.00');
});

test('a conversion shows its evidence and takes a correction', async ({ page }) => {
  await page.goto('/revenue/attribution');
  await page.getByRole('link', { name: 'order-1002', exact: true }).click();
  const view = page.getByRole('dialog');
  await expect(view.getByText('Layer 1: found')).toBeVisible();
  await expect(view.getByRole('table', { name: 'Credit by model' })).toContainText('Last touch');
  await view.getByLabel('Ad').fill('meta:120208150074');
  await view.getByLabel('Reason').fill('They told us at the desk.');
  await view.getByRole('button', { name: 'Give the credit' }).click();
  await expect(view.getByText('They told us at the desk.')).toBeVisible();
  await view.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('corrected')).toBeVisible();
});

test('lags of conversions and what was missed are told', async ({ page }) => {
  await page.goto('/revenue/attribution');
  const lags = page.getByRole('region', { name: 'From click to conversion' });
  await expect(lags.getByText(/^Half come within/)).toBeVisible();
  await lags.getByRole('button', { name: 'Show as table' }).click();
  await expect(lags.getByRole('cell', { name: '≤ 6 hours' })).toBeVisible();
  const missed = page.getByRole('region', { name: 'Why no ad was found' }).first();
  await expect(missed.getByRole('cell', { name: 'no parameter' })).toBeVisible();
});

test('four sources of revenue stand side by side', async ({ page }) => {
  await page.goto('/revenue/reconciliation');
  await expect(page.getByRole('columnheader', { name: 'CRM − tracked' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Total' })).toBeVisible();
});

test('one creative is judged from its daily figures', async ({ page }) => {
  await page.goto('/fatigue');
  await page.getByRole('textbox', { name: 'Ad', exact: true }).fill('meta:1');
  const days = [1, 2, 3, 4, 5, 6].map(
    (day) => `2025-01-0${day},${0.03 / day},${day * 1.5},${20 + day * 6},20000`,
  );
  await page.getByLabel('Days').fill(['date,ctr,frequency,cpm,impressions', ...days].join('\n'));
  await page.getByRole('button', { name: 'Judge' }).click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
  await expect(page.getByRole('figure', { name: /Click rate/ })).toBeVisible();
});
