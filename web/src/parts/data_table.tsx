import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { csvText, type CsvCell } from '~/lib/csv';
import { download } from '~/lib/download';

import classes from './data_table.module.css';
import { useDemoMark } from './demo_mark';
import { SortHeader } from './sort_header';

const kRowHeight = 41;
const kVirtualFrom = 100;
/** Pixels; columns of sentences. */
const kWideFrom = 200;

export type Column<T> = {
  id: string;
  header: string;
  /** What is sorted by and written to CSV. */
  value: (row: T) => CsvCell;
  cell?: (row: T) => ReactNode;
  numeric?: boolean;
  /** What stands below it in its cell: searched as well, and in CSV a column of its own. */
  also?: { header: string; value: (row: T) => CsvCell };
  /** Smallest width in pixels. */
  width?: number;
  /** Takes a whole line of a card, as columns of 200 pixels and more do. */
  wide?: boolean;
};

export type Selection = {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
};

type Props<T> = {
  /** Says what the rows are, to readers of screens and as the name of the file. */
  name: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort?: SortingState;
  selection?: Selection | undefined;
  searchable?: boolean;
  search?: string;
  onSearch?: (text: string) => void;
  tools?: ReactNode;
  footer?: ReactNode;
};

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

// Plain comparison is many times faster than that of numbers within text, which matters only where
// lengths differ: order-9 before order-10.
const kPlain = new Intl.Collator();
const kNumeric = new Intl.Collator(undefined, { numeric: true });

function compare(a: CsvCell, b: CsvCell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, other] = [String(a), String(b)];
  return (one.length === other.length ? kPlain : kNumeric).compare(one, other);
}

function columnDefs<T extends object>(columns: readonly Column<T>[]) {
  return columns.map((column): ColumnDef<typeof features, T> => ({
    id: column.id,
    header: column.header,
    accessorFn: (row: T) => column.value(row) ?? undefined,
    sortUndefined: 'last',
    sortFn: (a, b) => compare(column.value(a.original), column.value(b.original)),
  }));
}

function matching<T>(rows: readonly T[], columns: readonly Column<T>[], text: string): T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...rows];
  return rows.filter((row) =>
    columns.some((column) =>
      [column.value(row), column.also?.value(row)].some((cell) =>
        String(cell ?? '')
          .toLowerCase()
          .includes(wanted),
      ),
    ),
  );
}

function csvOf<T>(columns: readonly Column<T>[], rows: readonly T[], mark: string | null): string {
  const all = columns.flatMap((column) => (column.also ? [column, column.also] : [column]));
  return csvText(
    all.map(({ header }) => header),
    rows.map((row) => all.map(({ value }) => value(row))),
    mark,
  );
}

/** A real table: sorted by its headers, searched, selected, saved as CSV; long ones draw what is seen. */
export function DataTable<T extends object>(props: Props<T>) {
  const { name, columns, rows, rowKey, selection, searchable = false, tools, footer } = props;
  const { t } = useTranslation();
  const mark = useDemoMark();
  const [ownText, setOwnText] = useState('');
  const text = props.search ?? ownText;
  const wanted = useDeferredValue(text);
  const shown = useMemo(() => matching(rows, columns, wanted), [rows, columns, wanted]);
  const defs = useMemo(() => columnDefs(columns), [columns]);
  const [sorting, setSorting] = useState<SortingState>(props.sort ?? []);
  const table = useTable({
    features,
    columns: defs,
    data: shown,
    getRowId: rowKey,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const sorted = table.getRowModel().rows;

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = sorted.length > kVirtualFrom;
  // Its functions are not remembered between renders; nothing below is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => kRowHeight,
    overscan: 12,
    enabled: virtual,
  });
  const items = virtualizer.getVirtualItems();
  const first = virtual ? (items[0]?.index ?? 0) : 0;
  const last = virtual ? (items.at(-1)?.index ?? -1) : sorted.length - 1;
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  const save = () => {
    const text = csvOf(
      columns,
      sorted.map((row) => row.original),
      mark,
    );
    download(`${name}.csv`, text, 'text/csv;charset=utf-8');
  };
  const toggle = (keys: readonly string[], on: boolean) => {
    const next = new Set(selection?.selected);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    selection?.onChange(next);
  };
  const keys = sorted.map((row) => row.id);
  const chosen = keys.filter((key) => selection?.selected.has(key)).length;

  return (
    <div>
      <Group justify="space-between" mb="xs" gap="xs">
        <Group gap="xs">
          {searchable && (
            <TextInput
              size="xs"
              leftSection={<IconSearch size={14} aria-hidden />}
              data-search
              placeholder={t('table.search')}
              aria-label={t('table.search')}
              value={text}
              onChange={(event) => (props.onSearch ?? setOwnText)(event.currentTarget.value)}
            />
          )}
          {tools}
        </Group>
        <Group gap="sm">
          <Text size="xs" c="dimmed" aria-live="polite">
            {selection && chosen > 0
              ? t('table.selected', { count: chosen })
              : t('table.rows', { count: sorted.length })}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={13} aria-hidden />}
            onClick={save}
          >
            CSV
          </Button>
        </Group>
      </Group>
      <div
        ref={scroller}
        className={classes.scroller}
        data-virtual={virtual || undefined}
        // What scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={name}
      >
        <table
          className={`${classes.table} ${classes.cards}`}
          aria-label={name}
          aria-rowcount={sorted.length + 1}
        >
          <thead>
            <tr aria-rowindex={1}>
              {selection && (
                <th className={classes.check}>
                  <Checkbox
                    size="xs"
                    aria-label={t('table.selectAll')}
                    checked={chosen > 0 && chosen === keys.length}
                    indeterminate={chosen > 0 && chosen < keys.length}
                    onChange={(event) => toggle(keys, event.currentTarget.checked)}
                  />
                </th>
              )}
              {columns.map((column) => (
                <SortHeader
                  key={column.id}
                  label={column.header}
                  numeric={column.numeric ?? false}
                  width={column.width}
                  sorted={table.getColumn(column.id)?.getIsSorted() ?? false}
                  onToggle={() => table.getColumn(column.id)?.toggleSorting()}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {sorted.slice(first, last + 1).map((row, at) => (
              <tr
                key={row.id}
                ref={virtual ? virtualizer.measureElement : undefined}
                data-index={first + at}
                aria-rowindex={first + at + 2}
                data-selected={selection?.selected.has(row.id) ? true : undefined}
              >
                {selection && (
                  <td className={classes.check}>
                    <Checkbox
                      size="xs"
                      aria-label={t('table.select', { row: row.id })}
                      checked={selection.selected.has(row.id)}
                      onChange={(event) => toggle([row.id], event.currentTarget.checked)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.id}
                    data-numeric={column.numeric ? true : undefined}
                    data-label={column.header}
                    data-wide={
                      column.wide === true || (column.width ?? 0) >= kWideFrom || undefined
                    }
                  >
                    {column.cell ? column.cell(row.original) : column.value(row.original)}
                  </td>
                ))}
              </tr>
            ))}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
          {footer !== undefined && <tfoot>{footer}</tfoot>}
        </table>
      </div>
      {sorted.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {t('table.noMatch')}
        </Text>
      )}
    </div>
  );
}
