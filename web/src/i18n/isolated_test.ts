import { expect, it } from 'vitest';

import { isolated } from './isolated';

it('sets a value apart, which keeps its order', () => {
  const texts = { money: { between: 'بين {low} و{high}' } };
  expect(isolated(texts).money.between).toBe('بين \u2068{low}\u2069 و\u2068{high}\u2069');
});

it('leaves branches of a plural as they are', () => {
  const rows = '{count, plural, one {صف واحد} other {# صف}}';
  expect(isolated({ rows }).rows).toBe(rows);
});
