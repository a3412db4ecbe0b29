import { Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { NamedAd } from '~/features/ads/named_ad';
import { useSession } from '~/features/session/session';
import { DataTable, type Column } from '~/parts/data_table';
import { DecisionBadge } from '~/parts/decision_badge';
import { Money } from '~/parts/money';

import type { DecisionLine } from './queries';

type Props = {
  rows: readonly DecisionLine[];
  search: string;
  onSearch: (text: string) => void;
  tools?: ReactNode;
};

/** Decisions of one run, what matters most first. */
export function DecisionTable({ rows, ...rest }: Props) {
  const { t } = useTranslation();
  const { format } = useSession();
  const columns = useMemo<Column<DecisionLine>[]>(
    () => [
      {
        id: 'ad',
        header: t('decision.ad'),
        value: (row) => row.ad_name ?? row.ad_id,
        also: { header: t('decision.adId'), value: (row) => row.ad_id },
        cell: (row) => <NamedAd id={row.ad_id} name={row.ad_name} decision={row.id} />,
      },
      {
        id: 'verdict',
        header: t('decision.verdict'),
        value: (row) => row.decision,
        cell: (row) => <DecisionBadge verdict={row.decision} />,
      },
      {
        id: 'current',
        header: t('decision.current'),
        numeric: true,
        value: (row) => row.current_budget?.amount_minor ?? null,
        cell: (row) => <Money amount={row.current_budget} />,
      },
      {
        id: 'recommended',
        header: t('decision.recommended'),
        numeric: true,
        value: (row) => row.recommended_budget?.amount_minor ?? null,
        cell: (row) => <Money amount={row.recommended_budget} fw={560} />,
      },
      {
        id: 'confidence',
        header: t('decision.confidence'),
        numeric: true,
        value: (row) => row.confidence,
        cell: (row) => format.percent(row.confidence, 0),
      },
      {
        id: 'reason',
        header: t('decision.reason'),
        width: 240,
        value: (row) => row.reason,
        cell: (row) => (
          <Text size="xs" c="dimmed" dir="auto">
            {row.reason}
          </Text>
        ),
      },
      {
        id: 'priority',
        header: t('decision.priority'),
        numeric: true,
        value: (row) => row.priority,
      },
    ],
    [t, format],
  );
  return (
    <DataTable
      name={t('decision.table')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      sort={[{ id: 'priority', desc: false }]}
      searchable
      {...rest}
    />
  );
}
