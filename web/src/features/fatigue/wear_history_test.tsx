import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { answering, rendered } from '~/testing/rendered';

import { WearHistory } from './wear_history';

const path = 'GET /api/v1/ads/{id}/fatigue';
const day = {
  at: '2025-01-30T00:00:00.000000Z',
  status: 'FATIGUING',
  severity: 2,
  confidence: 0.92,
  days_until_critical: 4.5,
  reason: 'CTR fell by 24 %',
};

it('tells the level of each day, the newest first', async () => {
  const older = { ...day, at: '2025-01-29T00:00:00.000000Z', status: 'HEALTHY', severity: 0 };
  rendered(<WearHistory ad="meta:1" />, { api: answering({ [path]: { items: [older, day] } }) });
  expect(await screen.findByText('Wearing out')).toBeTruthy();
  const cells = screen.getAllByRole('cell').map((cell) => cell.textContent);
  expect(cells[0]).toBe('2025-01-30');
  expect(cells).toContain('4.5');
});

it('says so where an ad had no delivery', async () => {
  rendered(<WearHistory ad="meta:1" />, { api: answering({ [path]: { items: [] } }) });
  expect(await screen.findByText(/no day with delivery/)).toBeTruthy();
});
