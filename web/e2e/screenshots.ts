import { mkdirSync } from 'node:fs';

import { kPages } from './pages';
import { settled, test } from './signed_in';

const kScreens = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

/** Writes every page, light and dark, on a desk and in a hand, to web/screenshots: to be looked at. */
for (const scheme of ['light', 'dark']) {
  for (const [screen, viewport] of Object.entries(kScreens)) {
    test(`screenshots, ${scheme}, ${screen}`, async ({ page, call }) => {
      test.setTimeout(300_000);
      const folder = `screenshots/${scheme}-${screen}`;
      mkdirSync(folder, { recursive: true });
      await page.setViewportSize(viewport);
      await page.addInitScript(
        (of) => localStorage.setItem('mantine-color-scheme-value', of),
        scheme,
      );
      const { items } = (await call('GET', '/api/v1/decisions?limit=1')) as {
        items: { ad_id: string; run_id: string }[];
      };
      const run = items[0]?.run_id ?? '';
      const pages = [
        ...kPages,
        ['ad', `/ads/${items[0]?.ad_id ?? ''}`],
        ['run', `/decisions/runs/${run}`],
        ['budget-run', `/budget?run=${run}`],
        ['conversion', '/revenue/attribution?conversion=order-1003'],
      ] as const;
      for (const [name, path] of pages) {
        await page.goto(path);
        await settled(page);
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
      }
    });
  }
}
