import { Skeleton, Text } from '@mantine/core';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { DecisionLine } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { ChartFrame } from '~/parts/chart_frame';
import type { Column } from '~/parts/data_table';
import { Money } from '~/parts/money';
import { Named } from '~/parts/named';
import { Panel } from '~/parts/panel';

import type { Change } from './change_plot';

const ChangePlot = lazy(() => import('./change_plot'));

/** Once for all ads that share a budget. */
function changesOf(rows: readonly DecisionLine[]): Change[] {
  return [...new Map(rows.map((row) => [row.unit.id, row])).values()]
    .map(({ ad_id, ad_name, unit }) => ({
      ad_id: unit.shared ? unit.id : ad_id,
      name: unit.shared ? null : ad_name,
      minor: unit.recommended_budget.amount_minor - unit.current_budget.amount_minor,
    }))
    .filter((change) => change.minor !== 0)
    .sort((a, b) => b.minor - a.minor);
}

/** Where the money moves. */
export function ChangesPanel({ rows }: { rows: readonly DecisionLine[] }) {
  const { t } = useTranslation();
  const { account, format } = useSession();
  const changes = useMemo(() => changesOf(rows), [rows]);
  const columns = useMemo<Column<Change>[]>(
    () => [
      {
        id: 'ad',
        header: t('decision.ad'),
        value: (change) => change.name ?? change.ad_id,
        also: { header: t('decision.adId'), value: (change) => change.ad_id },
        cell: ({ ad_id, name }) => <Named id={ad_id} name={name} />,
      },
      {
        id: 'change',
        header: t('budget.change'),
        numeric: true,
        value: (change) => change.minor,
        cell: ({ minor }) => (
          <Money amount={{ amount_minor: minor, currency: account.currency }} signed />
        ),
      },
    ],
    [t, account.currency],
  );
  const sum = (sign: number) => ({
    amount_minor: changes
      .filter((change) => Math.sign(change.minor) === sign)
      .reduce((total, change) => total + change.minor, 0),
    currency: account.currency,
  });
  const summary = t('budget.movesSummary', {
    count: changes.length,
    up: format.money(sum(1), 'exceptZero'),
    down: format.money(sum(-1), 'exceptZero'),
  });
  return (
    <Panel title={t('budget.moves')} description={summary}>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('budget.noMoves')}
        </Text>
      ) : (
        <ChartFrame
          name={t('budget.moves')}
          summary={summary}
          columns={columns}
          rows={changes}
          rowKey={(change) => change.ad_id}
        >
          <Suspense fallback={<Skeleton height={220} />}>
            <ChangePlot changes={changes} currency={account.currency} />
          </Suspense>
        </ChartFrame>
      )}
    </Panel>
  );
}
