import { expect, it } from 'vitest';

import { readDays } from './days_csv';

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
