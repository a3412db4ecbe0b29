import { expect, it } from 'vitest';

import { svgText } from './picture';

function drawing(): SVGSVGElement {
  const holder = document.createElement('div');
  holder.innerHTML = '<svg width="200" height="100"><path d="M0 0" style="fill: red" /></svg>';
  document.body.append(holder);
  return holder.firstElementChild as SVGSVGElement;
}

it('stands alone, without what the page said of its style', () => {
  const text = svgText(drawing(), null);
  expect(text).toContain('http://www.w3.org/2000/svg');
  expect(text).not.toContain('style=');
  expect(text).not.toContain('<text');
});

it('carries the mark of a demo', () => {
  expect(svgText(drawing(), 'Demo <data>')).toContain('Demo &lt;data&gt;</text>');
});
