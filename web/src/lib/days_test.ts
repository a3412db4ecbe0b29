import { expect, it } from 'vitest';

import { dayStart, isoDay, nextDay } from './days';

it('knows the day of an instant in a zone', () => {
  expect(isoDay(new Date('2025-01-31T21:00:00Z'), 'Asia/Dubai')).toBe('2025-02-01');
});

it('counts days across months and leap days', () => {
  expect(nextDay('2024-02-28', 1)).toBe('2024-02-29');
  expect(nextDay('2025-01-01', -1)).toBe('2024-12-31');
});

it.each([
  ['2025-02-01', 'Asia/Dubai', '2025-01-31T20:00:00.000Z'],
  ['2025-03-30', 'Europe/Berlin', '2025-03-29T23:00:00.000Z'], // the day has 23 hours
  ['2025-03-31', 'Europe/Berlin', '2025-03-30T22:00:00.000Z'],
  ['2025-01-01', 'UTC', '2025-01-01T00:00:00.000Z'],
])('finds where %s begins in %s', (day, zone, instant) => {
  expect(dayStart(day, zone)).toBe(instant);
});
