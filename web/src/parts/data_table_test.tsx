import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';

import { download } from '~/lib/download';
import { rendered } from '~/testing/rendered';

import { DataTable, type Column } from './data_table';

vi.mock('~/lib/download', () => ({ download: vi.fn() }));
/** What the first click on CSV saved. */
function saved(): string {
  const text = vi.mocked(download).mock.calls[0]?.[1];
  return typeof text === 'string' ? text : '';
}
beforeEach(() => vi.mocked(download).mockClear());

type Row = { name: string; spend: number };
const columns: Column<Row>[] = [
  { id: 'name', header: 'Ad', value: (row) => row.name },
  { id: 'spend', header: 'Spend', numeric: true, value: (row) => row.spend },
];
const rows: Row[] = [
  { name: '=cmd', spend: 2 },
  { name: 'b', spend: 10 },
];

function table(account = {}) {
  return rendered(
    <DataTable name="Ads" columns={columns} rows={rows} rowKey={(row) => row.name} searchable />,
    { account },
  );
}

it('saves what is shown, in its order', () => {
  table();
  fireEvent.click(screen.getByRole('button', { name: /Spend/ }));
  fireEvent.click(screen.getByRole('button', { name: 'CSV' }));
  expect(vi.mocked(download).mock.calls[0]?.[0]).toBe('Ads.csv');
  expect(saved().split('\r\n')[0]).toBe('Ad,Spend');
  expect(saved()).toContain("'=cmd,2");
});

it('marks every line that is saved from a demo', () => {
  table({ is_demo: true });
  fireEvent.click(screen.getByRole('button', { name: 'CSV' }));
  const lines = saved().trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines.every((line) => line.endsWith(',Demo data'))).toBe(true);
});

it('shows the rows that hold what is searched for', async () => {
  table();
  fireEvent.change(screen.getByRole('textbox', { name: 'Search' }), { target: { value: 'B' } });
  expect(await screen.findByText('1 row')).toBeTruthy();
});
