import { Button, Chip, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlugConnected, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { Page } from '~/parts/page';
import { Since } from '~/parts/since';

import { spanOf, summaryQuery, treeQuery } from './queries';
import { Sums } from './sums';
import {
  keyOf,
  kSortColumns,
  parentsIn,
  type SortColumn,
  type Sorting,
  type TreeNode,
  type View,
} from './tree';
import { TreeTable } from './tree_table';

const route = getRouteApi('/campaigns');
const kAll = 'all';
const kStatuses = ['active', 'paused'] as const;
const kTypingMs = 300;

/** Every campaign with its ad sets and ads, and what each got in the days that are chosen. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const span = spanOf(search);
  const tree = useQuery(treeQuery(session, span));
  const summary = useQuery(summaryQuery(session, span));
  const choose = (part: { from?: string; to?: string }) =>
    void navigate({ search: (old) => ({ ...old, ...span, ...part }), replace: true });
  return (
    <Page
      title={t('campaigns.title')}
      subtitle={
        <>
          {t('campaigns.subtitle')}{' '}
          {summary.data?.data_as_of != null && (
            <>
              {t('campaigns.asOf')} <Since at={summary.data.data_as_of} />
            </>
          )}
        </>
      }
      actions={
        <>
          <TextInput
            type="date"
            size="xs"
            label={t('reconciliation.from')}
            value={span.from}
            max={span.to}
            onChange={({ currentTarget: { value } }) => value && choose({ from: value })}
          />
          <TextInput
            type="date"
            size="xs"
            label={t('reconciliation.to')}
            value={span.to}
            min={span.from}
            onChange={({ currentTarget: { value } }) => value && choose({ to: value })}
          />
        </>
      }
    >
      <Answer query={summary} height={88}>
        {(data) => <Sums summary={data} />}
      </Answer>
      <Answer query={tree} height={480}>
        {(roots) =>
          roots.length === 0 ? (
            <EmptyState
              icon={IconPlugConnected}
              title={t('campaigns.none')}
              action={
                <Button size="xs" component={Link} to="/settings/connections">
                  {t('campaigns.connect')}
                </Button>
              }
            >
              {t('campaigns.noneHint')}
            </EmptyState>
          ) : (
            <Tree roots={roots} />
          )
        }
      </Answer>
    </Page>
  );
}

function sortingOf(text: string | undefined): Sorting {
  const desc = text === undefined || text.startsWith('-');
  const column = kSortColumns.find((one) => one === text?.replace(/^-/, ''));
  return column === undefined ? { column: 'spend', desc: true } : { column, desc };
}

/** A campaign without others beside it is open before anybody opens it. */
function only(roots: readonly TreeNode[]): string {
  const [first, second] = roots;
  return first !== undefined && second === undefined ? keyOf(first) : '';
}

function Tree({ roots }: { roots: readonly TreeNode[] }) {
  const { t } = useTranslation();
  const { q, status, sort, open } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q ?? '');
  const wanted = useDeferredValue(text);
  const remember = useDebouncedCallback(
    (next: string) =>
      void navigate({ search: (old) => ({ ...old, q: next || undefined }), replace: true }),
    kTypingMs,
  );
  const view = useMemo<View>(
    () => ({
      open: new Set(open === kAll ? parentsIn(roots) : (open ?? only(roots)).split(',')),
      sorting: sortingOf(sort),
      search: wanted,
      status,
    }),
    [roots, open, sort, wanted, status],
  );
  const closed = only(roots) === '' ? undefined : '';
  const show = (part: { sort?: string; open?: string | undefined; status?: string | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const toggle = (key: string) => {
    const next = new Set(view.open);
    if (!next.delete(key)) next.add(key);
    show({ open: [...next].join(',') || closed });
  };
  const sortBy = (column: SortColumn) => {
    const { sorting } = view;
    const desc = sorting.column === column ? !sorting.desc : column !== 'name';
    show({ sort: desc ? `-${column}` : column });
  };
  return (
    <TreeTable
      name={t('campaigns.title')}
      roots={roots}
      view={view}
      onSort={sortBy}
      onToggle={toggle}
      tools={
        <>
          <TextInput
            size="xs"
            leftSection={<IconSearch size={14} aria-hidden />}
            data-search
            placeholder={t('table.search')}
            aria-label={t('table.search')}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              remember(event.currentTarget.value);
            }}
          />
          <Chip.Group
            value={status ?? kAll}
            onChange={(next) => show({ status: next === kAll ? undefined : next })}
          >
            <Group gap={4}>
              <Chip size="xs" value={kAll}>
                {t('run.all')}
              </Chip>
              {kStatuses.map((one) => (
                <Chip size="xs" key={one} value={one}>
                  {t(`campaigns.is.${one}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => show({ open: open === kAll ? closed : kAll })}
          >
            {open === kAll ? t('campaigns.closeAll') : t('campaigns.openAll')}
          </Button>
        </>
      }
    />
  );
}
