import { mkdirSync } from 'node:fs';

import { dress, test } from './demo';
import { pagesOf } from './pages';
import { settled } from './signed_in';

const kScreens = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };
const kLooks = [
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'ar'],
] as const;

/** Writes every page, on a desk and in a hand, to web/screenshots: to be looked at. */
for (const [scheme, language] of kLooks) {
  for (const [screen, viewport] of Object.entries(kScreens)) {
    test(`screenshots, ${scheme}, ${language}, ${screen}`, async ({ page, call }) => {
      test.setTimeout(300_000);
      const folder = `screenshots/${scheme}-${language}-${screen}`;
      mkdirSync(folder, { recursive: true });
      await page.setViewportSize(viewport);
      await dress(page, scheme, language);
      for (const [name, path] of await pagesOf(call)) {
        await page.goto(path);
        await settled(page);
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
      }
    });
  }
}
