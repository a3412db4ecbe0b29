import { expect, it } from 'vitest';

import { readDays, textOfDays } from './days_csv';

const header = 'date,ctr,frequency,cpm,impressions';

it('reads rates as fractions and as percent, amounts in major units', () => {
  const { days, problems } = readDays(
    `${header}\n2025-01-01,2.1%,1.5,20.5,5000\n,0.02,2,21,4000`,
    'AED',
  );
  expect(problems).toEqual([]);
  expect(days[0]).toEqual({
    date: '2025-01-01',
    ctr: 0.021,
    frequency: 1.5,
    cpm: { amount_minor: 2050, currency: 'AED' },
    impressions: 5000,
  });
  expect(days[1]?.ctr).toBe(0.02);
  expect(days[1]).not.toHaveProperty('date');
});

it('names the line and the field that it cannot read', () => {
  const { problems } = readDays(`${header}\n,0.02,x,21,4000\n,0.02,2,1.005,4000`, 'AED');
  expect(problems).toEqual([
    { line: 2, what: 'frequency' },
    { line: 3, what: 'cpm' },
  ]);
});

it('names missing columns', () => {
  expect(readDays('ctr,impressions\n1,2', 'AED').problems).toEqual([
    { line: 1, what: 'frequency, cpm' },
  ]);
});

it('takes any text without throwing', () => {
  for (const text of ['', '\n', ',,,', '\u0000', `${header}\n${','.repeat(999)}`, 'ctr\tcpm']) {
    expect(() => readDays(text, 'KWD')).not.toThrow();
  }
});

it('reads back the days of an ad, without those that had no delivery', () => {
  const amount = (amount_minor: number) => ({ amount_minor, currency: 'KWD' });
  const day = {
    at: '2025-01-30T00:00:00.000000Z',
    reach: 500,
    frequency: 2,
    link_clicks: null,
    revision: 1,
    fetched_at: null,
    impressions: 1000,
    clicks: 20,
    ctr: 0.02,
    spend: amount(5000),
    cpm: amount(5001),
    conversions: 0,
    platform_value: amount(0),
    pipeline_value: amount(0),
    pipeline_roas: 0,
  };
  const read = readDays(textOfDays([{ ...day, ctr: null, cpm: null }, day]), 'KWD');
  expect(read).toEqual({
    days: [{ date: '2025-01-30', ctr: 0.02, frequency: 2, cpm: amount(5001), impressions: 1000 }],
    problems: [],
  });
});
