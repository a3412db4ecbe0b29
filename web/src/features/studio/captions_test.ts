import { expect, it } from 'vitest';

import { captionsOf } from './captions';

const word = (t0: number, text: string) => ({ t0, t1: t0 + 0.3, text });

it('makes lines of a few words and a new one after a pause', () => {
  expect(captionsOf([word(0, 'free'), word(0.4, 'shipping'), word(3, 'today')])).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:00.700\nfree shipping\n\n' +
      '00:00:03.000 --> 00:00:03.300\ntoday\n',
  );
});

it('keeps markup as text', () => {
  expect(captionsOf([word(0, '<b>&')])).toContain('&lt;b&gt;&amp;');
});
