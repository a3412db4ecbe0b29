import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { testTool } from './server';
import { expect, test } from './signed_in';

const gvtest = testTool('gvtest') ?? '';

test('a video is uploaded, analysed, and its cuts are seen', async ({ page }) => {
  test.skip(gvtest === '', 'gvtest makes the clip and is not built');
  test.setTimeout(120_000);
  const clips = mkdtempSync(join(tmpdir(), 'gv-clips-'));
  execFileSync(gvtest, ['gen', 'G1', '--count', '1', '--out', clips]);

  await page.goto('/studio');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles(join(clips, 'G1', 'G1_00.mp4'));
  await expect(page.getByText('Sent')).toBeVisible();
  await page.getByRole('article').getByRole('link', { name: 'G1_00.mp4' }).click();

  await page.getByText('Fast', { exact: true }).click();
  await page.getByRole('button', { name: 'Analyse' }).click();
  await expect(page.getByRole('heading', { name: '12 shots' })).toBeVisible({ timeout: 60_000 });

  const cursor = page.getByRole('slider', { name: 'Place in the video' });
  await cursor.focus();
  await cursor.press('End');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^19\.9/);
  await page.getByRole('button', { name: 'Shot 2', exact: true }).click();
  const at = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(at).toBeCloseTo(0.7, 1);
  const shots = page.waitForEvent('download');
  await page.getByRole('link', { name: 'EDL' }).click();
  expect((await shots).suggestedFilename()).toBe('G1_00.edl');
});
