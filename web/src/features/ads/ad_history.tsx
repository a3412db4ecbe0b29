import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { DecisionLine } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { DataTable, type Column } from '~/parts/data_table';
import { DecisionBadge } from '~/parts/decision_badge';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';
import { At } from '~/parts/since';

type Props = { lines: readonly DecisionLine[]; shown: string };

/** Every decision on the ad, newest first. */
export function AdHistory({ lines, shown }: Props) {
  const { t } = useTranslation();
  const { format } = useSession();
  const columns = useMemo<Column<DecisionLine>[]>(
    () => [
      {
        id: 'at',
        header: t('runs.at'),
        value: (line) => line.created_at,
        cell: (line) => (
          <Link
            to="/ads/$adId"
            params={{ adId: line.ad_id }}
            search={{ decision: line.id }}
            aria-current={line.id === shown ? 'true' : undefined}
          >
            <At at={line.created_at} />
          </Link>
        ),
      },
      {
        id: 'verdict',
        header: t('decision.verdict'),
        value: (line) => line.decision,
        cell: (line) => <DecisionBadge verdict={line.decision} />,
      },
      {
        id: 'recommended',
        header: t('decision.recommended'),
        numeric: true,
        value: (line) => line.recommended_budget?.amount_minor ?? null,
        cell: (line) => <Money amount={line.recommended_budget} />,
      },
      {
        id: 'confidence',
        header: t('decision.confidence'),
        numeric: true,
        value: (line) => line.confidence,
        cell: (line) => format.percent(line.confidence, 0),
      },
      { id: 'status', header: t('runs.status'), value: (line) => line.status },
      { id: 'reason', header: t('decision.reason'), width: 300, value: (line) => line.reason },
    ],
    [t, format, shown],
  );
  return (
    <Panel title={t('ad.history')}>
      <DataTable name={t('ad.history')} columns={columns} rows={lines} rowKey={(line) => line.id} />
    </Panel>
  );
}
