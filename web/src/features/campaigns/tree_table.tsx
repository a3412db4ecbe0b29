import { ActionIcon, Button, Checkbox, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { csvText } from '~/lib/csv';
import { download } from '~/lib/download';
import tableClasses from '~/parts/data_table.module.css';
import { useDemoMark } from '~/parts/demo_mark';
import { SortHeader } from '~/parts/sort_header';

import { keyOf, visibleRows, type Shown, type SortColumn, type TreeNode, type View } from './tree';
import { useTreeColumns, type TreeColumn } from './tree_columns';
import classes from './tree_table.module.css';

const kRowHeight = 41;
/** Of a card, before it is measured. */
const kCardHeight = 190;
/** As data_table.module.css. */
const kInAHand = '(max-width: 48em)';

type Props = {
  name: string;
  roots: readonly TreeNode[];
  view: View;
  onSort: (column: SortColumn) => void;
  onToggle: (key: string) => void;
  tools: ReactNode;
};

/** Campaigns, their ad sets and ads as one table that opens; it draws only what is seen. */
export function TreeTable({ name, roots, view, onSort, onToggle, tools }: Props) {
  const mark = useDemoMark();
  const { t } = useTranslation();
  const columns = useTreeColumns();
  const rows = useMemo(() => visibleRows(roots, view), [roots, view]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(
    () => (selected.size === 0 ? [] : rows.filter(({ node }) => selected.has(keyOf(node)))),
    [rows, selected],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const cards = useMediaQuery(kInAHand);
  // Its functions are not remembered between renders; nothing below is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (cards ? kCardHeight : kRowHeight),
    overscan: cards ? 4 : 12,
  });
  // What is known of rows is not true of cards.
  useEffect(() => virtualizer.measure(), [cards, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const select = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    setSelected(next);
  };
  const sortedBy = (column: SortColumn | undefined) =>
    column === view.sorting.column && (view.sorting.desc ? 'desc' : 'asc');

  return (
    <div>
      <Group justify="space-between" mb="xs" gap="xs">
        <Group gap="xs">{tools}</Group>
        <Group gap="sm">
          <Text size="xs" c="dimmed" aria-live="polite">
            {chosen.length > 0
              ? t('table.selected', { count: chosen.length })
              : t('table.rows', { count: rows.length })}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={13} aria-hidden />}
            onClick={() => save(name, columns, chosen.length > 0 ? chosen : rows, mark)}
          >
            CSV
          </Button>
        </Group>
      </Group>
      <div
        ref={scroller}
        className={tableClasses.scroller}
        data-virtual
        // What scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={name}
      >
        <table
          className={`${tableClasses.table} ${tableClasses.cards} ${classes.tree}`}
          // A table whose rows open is one (WAI-ARIA 1.2), and keeps rows and cells of a table.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="treegrid"
          aria-label={name}
          aria-rowcount={rows.length + 1}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th className={tableClasses.check}>
                <Checkbox
                  size="xs"
                  aria-label={t('table.selectAll')}
                  checked={chosen.length > 0 && chosen.length === rows.length}
                  indeterminate={chosen.length > 0 && chosen.length < rows.length}
                  onChange={(event) =>
                    select(
                      rows.map(({ node }) => keyOf(node)),
                      event.currentTarget.checked,
                    )
                  }
                />
              </th>
              <SortHeader
                label={t('campaigns.name')}
                numeric={false}
                width={undefined}
                className={classes.first}
                sorted={sortedBy('name')}
                onToggle={() => onSort('name')}
              />
              {columns.map(({ id, header, sort, numeric = false }) =>
                sort === undefined ? (
                  <th key={id} scope="col" data-numeric={numeric || undefined}>
                    {header}
                  </th>
                ) : (
                  <SortHeader
                    key={id}
                    label={header}
                    numeric={numeric}
                    width={undefined}
                    sorted={sortedBy(sort)}
                    onToggle={() => onSort(sort)}
                  />
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {rows.slice(first, last + 1).map((row, at) => (
              <Row
                key={keyOf(row.node)}
                row={row}
                index={first + at}
                columns={columns}
                selected={selected.has(keyOf(row.node))}
                onSelect={select}
                onToggle={onToggle}
                measure={cards ? virtualizer.measureElement : undefined}
              />
            ))}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {t('table.noMatch')}
        </Text>
      )}
    </div>
  );
}

function save(
  name: string,
  columns: readonly TreeColumn[],
  rows: readonly Shown[],
  mark: string | null,
) {
  const header = ['level', 'id', 'name', ...columns.map((column) => column.id)];
  const lines = rows.map(({ node }) => [
    node.level,
    node.id,
    node.name,
    ...columns.map((column) => column.csv(node)),
  ]);
  download(`${name}.csv`, csvText(header, lines, mark), 'text/csv;charset=utf-8');
}

type RowProps = {
  row: Shown;
  index: number;
  columns: readonly TreeColumn[];
  selected: boolean;
  onSelect: (keys: readonly string[], on: boolean) => void;
  onToggle: (key: string) => void;
  /** Of cards, whose heights differ. */
  measure: ((element: Element | null) => void) | undefined;
};

function Row({ row, index, columns, selected, onSelect, onToggle, measure }: RowProps) {
  const { t } = useTranslation();
  const { node, depth, open } = row;
  const key = keyOf(node);
  const parent = node.children.length > 0;
  return (
    <tr
      ref={measure}
      data-index={index}
      style={{ '--depth': depth } as CSSProperties}
      aria-level={depth + 1}
      aria-rowindex={index + 2}
      aria-expanded={parent ? open : undefined}
      data-selected={selected || undefined}
    >
      <td className={tableClasses.check}>
        <Checkbox
          size="xs"
          aria-label={t('table.select', { row: node.name })}
          checked={selected}
          onChange={(event) => onSelect([key], event.currentTarget.checked)}
        />
      </td>
      <td className={classes.first}>
        <div className={classes.name}>
          {parent ? (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t(open ? 'campaigns.close' : 'campaigns.open', { name: node.name })}
              onClick={() => onToggle(key)}
            >
              {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} data-turns />}
            </ActionIcon>
          ) : (
            <span className={classes.leaf} />
          )}
          {node.level === 'ad' ? (
            <Link to="/ads/$adId" params={{ adId: node.id }} className={classes.text}>
              <bdi>{node.name}</bdi>
            </Link>
          ) : (
            <span className={classes.text} title={node.name}>
              <bdi>{node.name}</bdi>
            </span>
          )}
        </div>
      </td>
      {columns.map((column) => (
        <td
          key={column.id}
          data-numeric={column.numeric ? true : undefined}
          data-label={column.header}
        >
          {column.cell(node)}
        </td>
      ))}
    </tr>
  );
}
