import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { answering, rendered } from '~/testing/rendered';

import { SuggestionsPanel } from './suggestions_panel';

const amount = (amount_minor: number) => ({ amount_minor, currency: 'AED' });
const stage = {
  stage_name: 'show_up',
  description: 'Show up',
  current_value: amount(420_000),
  suggested_value: amount(245_000),
  value_low: amount(196_064),
  value_high: amount(295_934),
  close_rate: 0.35,
  close_rate_low: 0.28,
  close_rate_high: 0.42,
  win_probability: 0.6,
  reached: 112,
  matured: 100,
  won: 30,
  maturity_days: 3,
  brier_configured: 0.3,
  brier_measured: 0.2,
  enough: true,
  reason: '30 of 100 matured deals were won',
};
const young = { ...stage, stage_name: 'lead', enough: false, reason: '4 deals have matured' };

function panel(onAccept = vi.fn(), may = () => true) {
  const api = answering({
    'GET /api/v1/synthetic-revenue/stages/suggestions': {
      stages: [young, stage],
      aov: amount(700_000),
      won_amounts: 30,
      calibration: { n: 100, brier: 0.3, log_loss: 0.8, ece: 0.3, slope: null, intercept: null },
      version: 1,
      as_of: '2026-06-01T08:00:00Z',
    },
  });
  rendered(<SuggestionsPanel onAccept={onAccept} />, { api, may });
  return onAccept;
}

it('offers what there are enough deals for, to the last digit', async () => {
  const onAccept = panel();
  expect(await screen.findAllByText('AED 2,450.00')).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Accept what is suggested for show_up' }));
  expect(onAccept).toHaveBeenCalledWith('show_up', 245_000);
  const few = screen.getByRole<HTMLButtonElement>('button', {
    name: 'Accept what is suggested for lead',
  });
  expect(few.disabled).toBe(true);
  expect(screen.getByText('4 deals have matured')).toBeTruthy();
});

it('lets nobody accept who may not change the stages', async () => {
  panel(vi.fn(), () => false);
  const accept = await screen.findByRole<HTMLButtonElement>('button', {
    name: 'Accept what is suggested for show_up',
  });
  expect(accept.disabled).toBe(true);
});
