import { Skeleton, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { ChartFrame } from '~/parts/chart_frame';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';

import { demoScoreQuery } from './queries';
import { kPolicies, regretByDay, type RegretDay } from './regret';

const RegretPlot = lazy(() => import('./regret_plot'));

/** How a demo's account fared beside other policies on the same market: what no real one can know. */
export default function RegretPanel() {
  const { t } = useTranslation();
  const score = useQuery(demoScoreQuery(useSession()));
  return (
    <Panel title={t('overview.regret')} description={t('overview.regretHint')}>
      <Answer query={score} height={320}>
        {({ days }) => {
          const last = days.at(-1);
          return last === undefined ? (
            <EmptyState icon={IconScale} title={t('overview.noRegret')}>
              {t('overview.noRegretHint')}
            </EmptyState>
          ) : (
            <>
              <RegretFrame days={regretByDay(days)} last={last} />
              <Standings policies={last.policies} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

type FrameProps = { days: RegretDay[]; last: Schemas['DemoDayScore'] };

function RegretFrame({ days, last }: FrameProps) {
  const { t } = useTranslation();
  const { format } = useSession();
  const columns = useMemo<Column<RegretDay>[]>(
    () => [
      { id: 'day', header: t('fatigue.day'), numeric: true, value: (row) => row.day },
      ...kPolicies.map((policy) => ({
        id: policy,
        header: t(`overview.policy.${policy}`),
        numeric: true,
        value: (row: RegretDay) => row[policy],
        cell: (row: RegretDay) => {
          const regret = row[policy];
          return regret === null ? '–' : format.percent(regret);
        },
      })),
    ],
    [t, format],
  );
  const own = last.policies.find((one) => one.policy === 'account')?.regret ?? null;
  const summary =
    own === null
      ? t('overview.regretUnknown')
      : t('overview.regretIs', { share: format.percent(own), day: last.day });
  return (
    <>
      <Text mb="xs">{summary}</Text>
      <ChartFrame
        name={t('overview.regret')}
        summary={summary}
        columns={columns}
        rows={days}
        rowKey={(row) => String(row.day)}
      >
        <Suspense fallback={<Skeleton height={220} />}>
          <RegretPlot days={days} />
        </Suspense>
      </ChartFrame>
    </>
  );
}

function Standings({ policies }: { policies: Schemas['PolicyScore'][] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const columns = useMemo<Column<Schemas['PolicyScore']>[]>(() => {
    const name = (policy: string) => {
      const known = [...kPolicies, 'oracle' as const].find((one) => one === policy);
      return known === undefined ? policy : t(`overview.policy.${known}`);
    };
    return [
      { id: 'policy', header: t('overview.policyName'), value: (row) => name(row.policy) },
      {
        id: 'regret',
        header: t('overview.regretOf'),
        numeric: true,
        value: (row) => row.regret,
        cell: (row) => (row.regret === null ? '–' : format.percent(row.regret)),
      },
      {
        id: 'roas',
        header: t('overview.perSpend'),
        numeric: true,
        value: (row) => row.value_per_spend,
        cell: (row) => (row.value_per_spend === null ? '–' : format.number(row.value_per_spend, 2)),
      },
      {
        id: 'value',
        header: t('overview.bought'),
        numeric: true,
        value: (row) => row.value.amount_minor,
        cell: (row) => <Money amount={row.value} />,
      },
      {
        id: 'spend',
        header: t('campaigns.spend'),
        numeric: true,
        value: (row) => row.spend.amount_minor,
        cell: (row) => <Money amount={row.spend} />,
      },
    ];
  }, [t, format]);
  return (
    <DataTable
      name={t('overview.standings')}
      columns={columns}
      rows={policies}
      rowKey={(row) => row.policy}
      sort={[{ id: 'regret', desc: false }]}
    />
  );
}
