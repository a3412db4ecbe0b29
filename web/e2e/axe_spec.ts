import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { kPages } from './pages';
import { expect, settled, test } from './signed_in';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}

// Colours follow the theme, order follows the direction: two of the four pairs see every rule.
const kPairs =
  process.env.GV_AXE === 'all'
    ? ['light en', 'light ar', 'dark en', 'dark ar']
    : ['light en', 'dark ar'];

for (const pair of kPairs) {
  const [scheme, language] = pair.split(' ');
  test(`axe finds nothing serious, ${pair}`, async ({ page, call }) => {
    test.setTimeout(120_000);
    await page.addInitScript(
      ([of, said]) => {
        localStorage.setItem('mantine-color-scheme-value', of ?? '');
        localStorage.setItem('gv-language', said ?? '');
      },
      [scheme, language],
    );
    const { items } = (await call('GET', '/api/v1/decisions?limit=1')) as {
      items: { ad_id: string; run_id: string }[];
    };
    const paths = [
      ...kPages.map(([, path]) => path),
      `/ads/${items[0]?.ad_id ?? ''}`,
      `/decisions/runs/${items[0]?.run_id ?? ''}`,
      `/budget?run=${items[0]?.run_id ?? ''}`,
      '/revenue/attribution?conversion=order-1003',
    ];
    for (const path of paths) {
      await page.goto(path);
      await settled(page);
      expect.soft(await violations(page), path).toEqual([]);
    }
  });
}
