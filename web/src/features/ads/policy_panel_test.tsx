import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { answering, rendered } from '~/testing/rendered';

import { PolicyPanel } from './policy_panel';

const path = '/api/v1/ads/{id}/policy';
const policy = {
  ad_id: 'meta:1',
  mode: 'observe',
  min_budget: { amount_minor: 2_000, currency: 'AED' },
  max_budget: null,
  note: null,
  expires_at: null,
  set_by: 'user:1',
  set_at: '2025-01-31T08:00:00Z',
};

it('shows the policy in force and puts a whole one in its place', async () => {
  const heard: unknown[] = [];
  const api = answering({ [`GET ${path}`]: policy, [`PUT ${path}`]: policy }, heard);
  rendered(<PolicyPanel ad="meta:1" />, { api });
  const min = await screen.findByLabelText<HTMLInputElement>('At least a day, AED');
  expect(min.value).toBe('20.00');
  expect(screen.getAllByText('Observe only').length).toBeGreaterThan(0);

  fireEvent.change(min, { target: { value: '' } });
  fireEvent.change(screen.getByLabelText('At most a day, AED'), { target: { value: '90.5' } });
  fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2030-01-02' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save the policy' }));
  await waitFor(() =>
    expect(heard).toContainEqual([
      `PUT ${path}`,
      {
        mode: 'observe',
        min_budget: null,
        max_budget: { amount_minor: 9_050, currency: 'AED' },
        note: null,
        expires_at: '2030-01-01T20:00:00.000Z',
      },
    ]),
  );
});

it('does not save what is no amount', async () => {
  rendered(<PolicyPanel ad="meta:1" />, { api: answering({ [`GET ${path}`]: policy }) });
  fireEvent.change(await screen.findByLabelText('At least a day, AED'), {
    target: { value: '1.005' },
  });
  const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save the policy' });
  expect(save.disabled).toBe(true);
});
