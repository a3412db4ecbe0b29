import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

import { dress, test } from './demo';
import { pagesOf } from './pages';
import { settled } from './signed_in';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}

for (const scheme of ['light', 'dark']) {
  for (const language of ['en', 'ar']) {
    test(`axe finds nothing serious, ${scheme} ${language}`, async ({ page, call }) => {
      test.setTimeout(240_000);
      await dress(page, scheme, language);
      for (const [, path] of await pagesOf(call)) {
        await page.goto(path);
        await settled(page);
        expect.soft(await violations(page), path).toEqual([]);
      }
    });
  }
}
