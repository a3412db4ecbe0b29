import { expect, test } from './signed_in';

test('the overview leads to the reasons of an ad', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.getByText('Budget moved')).toBeVisible();
  await page.getByRole('region', { name: 'Most pressing' }).getByRole('link').nth(1).click();
  await expect(page.getByText('What is believed of its ROAS')).toBeVisible();
  await expect(page.getByText('had a say').first()).toBeVisible();
});

test('a run lists every ad, finds one, and is decided again alike', async ({ page }) => {
  await page.goto('/decisions');
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText('16 rows')).toBeVisible();
  await page.getByLabel('Search', { exact: true }).fill('8150259');
  await expect(page.getByText('1 row', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/q=/);
  await page.reload();
  await expect(page.getByText('1 row', { exact: true })).toBeVisible(); // the address holds it
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText('byte by byte')).toBeVisible();
});

test('a preview shares the budget, without what was excluded', async ({ page }) => {
  await page.goto('/budget');
  await page.getByRole('button', { name: 'Preview' }).click();
  const rows = page.getByRole('region', { name: 'Recommendations' });
  await expect(rows.getByText('16 rows')).toBeVisible();
  const first = await rows.getByRole('row').nth(1).getByRole('link').innerText();
  await rows.getByRole('row').nth(1).getByRole('checkbox').check();
  await rows.getByRole('button', { name: 'Exclude' }).click();
  await expect(page.getByText(`without ${first}`)).toBeVisible();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(rows.getByText('15 rows')).toBeVisible();
});

test('a plot shows its figures as a table', async ({ page }) => {
  await page.goto('/decisions');
  await page.goto('/budget');
  await page.getByRole('button', { name: 'Preview' }).click();
  const plot = page.getByRole('region', { name: 'Where the money moves' });
  await expect(plot.getByRole('figure')).toBeVisible();
  await plot.getByRole('button', { name: 'Show as table' }).click();
  await expect(plot.getByRole('columnheader', { name: 'Change' })).toBeVisible();
  const saved = page.waitForEvent('download');
  await plot.getByRole('button', { name: 'CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('Where the money moves.csv');
});
