import { describe, expect, it } from 'vitest';

import { Formatter, exponentOf, majorText, minorUnits } from './format';

const english = new Formatter('en', 'Asia/Dubai');
const arabic = new Formatter('ar', 'Asia/Dubai');
const spaced = (text: string) => text.replaceAll(/[\u00a0\u200f\u200e\u061c]/g, ' ').trim();

describe('money', () => {
  it.each([
    [123_456, 'AED', 'AED 1,234.56'],
    [1235, 'JPY', 'JPY 1,235'],
    [1_234_567, 'KWD', 'KWD 1,234.567'],
    [-5, 'AED', '-AED 0.05'],
    [0, 'KWD', 'KWD 0.000'],
  ])('shows %i minor units of %s as %s', (amount_minor, currency, text) => {
    expect(spaced(english.money({ amount_minor, currency }))).toBe(text);
  });

  it('keeps the last digit of the largest safe amount', () => {
    const amount = { amount_minor: Number.MAX_SAFE_INTEGER, currency: 'AED' };
    expect(spaced(english.money(amount))).toBe('AED 90,071,992,547,409.91');
  });

  it('uses Western digits in Arabic', () => {
    expect(arabic.money({ amount_minor: 123_456, currency: 'AED' })).toContain('1,234.56');
  });

  it('has the exponents of ISO 4217 where Intl has others', () => {
    expect([exponentOf('IQD'), exponentOf('AFN'), exponentOf('CLF')]).toEqual([3, 2, 4]);
  });
});

describe('typed amounts', () => {
  it.each([
    ['1,234.5', 'AED', 123_450],
    ['0.001', 'KWD', 1],
    ['12', 'JPY', 12],
    ['-0', 'AED', 0],
    ['1.5', 'JPY', null],
    ['1.005', 'AED', null],
    ['ten', 'AED', null],
    ['', 'AED', null],
  ])('reads %j of %s as %j', (text, currency, minor) => {
    expect(minorUnits(text, currency)).toBe(minor);
  });

  it('reads back what it writes', () => {
    for (const currency of ['AED', 'JPY', 'KWD']) {
      for (const amount_minor of [0, 1, -1, 99, 100_000_001, -12_345]) {
        expect(minorUnits(majorText({ amount_minor, currency }), currency)).toBe(amount_minor);
      }
    }
  });
});

describe('other figures', () => {
  it('takes fractions for percentages', () => {
    expect(spaced(english.percent(0.0234, 2))).toBe('2.34%');
    expect(spaced(english.change(-0.2))).toBe('-20.0%');
  });

  it('shows times in the zone of the account', () => {
    expect(english.dateTime('2025-01-31T22:30:00.000000Z')).toBe('1 Feb 2025, 02:30');
  });

  it('says how long ago in the largest unit', () => {
    const now = Date.parse('2025-01-31T08:00:00Z');
    expect(english.ago('2025-01-31T05:00:00Z', now)).toBe('3 hours ago');
    expect(english.ago('2025-02-01T08:00:00Z', now)).toBe('tomorrow');
  });
});

describe('spans', () => {
  it.each([
    [0, '0 secs'],
    [0.4, '0 secs'],
    [59, '59 secs'],
    [90, '1.5 mins'],
    [10_800, '3 hrs'],
    [86_400, '1 day'],
    [1_900_800, '22 days'],
  ])('shows %d seconds as %s', (seconds, text) => {
    expect(spaced(english.span(seconds))).toBe(text);
  });
});
