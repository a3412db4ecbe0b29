import { SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { ChartFrame } from '~/parts/chart_frame';
import { DataTable, type Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';

import { summaryQuery } from './queries';

const LagPlot = lazy(() => import('./lag_plot'));

type Missed = Schemas['Missed'];
type Bucket = Schemas['LagBucket'] & { name: string };

/** How long conversions took, and why no ad was found for others. */
export function SummaryPanels() {
  const session = useSession();
  const summary = useQuery(summaryQuery(session));
  return (
    <Answer query={summary} height={320}>
      {(data) => (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <Lags lags={data.lags} />
          <MissedPanel missed={data.missed} />
        </SimpleGrid>
      )}
    </Answer>
  );
}

function Lags({ lags }: { lags: Schemas['Lags'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { median_hours: median, p90_hours: late } = lags;
  const rows = useMemo<Bucket[]>(
    () =>
      lags.buckets.map((bucket) => ({
        ...bucket,
        name:
          bucket.hours_max === null
            ? t('attribution.lagLonger')
            : `≤ ${format.hours(bucket.hours_max)}`,
      })),
    [lags, t, format],
  );
  const columns = useMemo<Column<Bucket>[]>(
    () => [
      { id: 'lag', header: t('attribution.lag'), value: (row) => row.name },
      {
        id: 'conversions',
        header: t('attribution.conversions'),
        numeric: true,
        value: (row) => row.conversions,
      },
    ],
    [t],
  );
  return (
    <Panel title={t('attribution.lags')} description={t('attribution.lagsHint')}>
      {median === null || late === null ? (
        <Text c="dimmed">{t('attribution.noLags')}</Text>
      ) : (
        <>
          <Text size="sm">
            {t('attribution.lagsAre', { half: format.hours(median), late: format.hours(late) })}
          </Text>
          <ChartFrame
            name={t('attribution.lags')}
            summary={t('attribution.lagsAre', {
              half: format.hours(median),
              late: format.hours(late),
            })}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.name}
          >
            <Suspense fallback={<Skeleton height={180} />}>
              <LagPlot rows={rows} name={t('attribution.conversions')} />
            </Suspense>
          </ChartFrame>
        </>
      )}
    </Panel>
  );
}

function MissedPanel({ missed }: { missed: readonly Missed[] }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Missed>[]>(() => {
    const said = (result: string) =>
      t(`attribution.result.${result}` as ParseKeys, { defaultValue: result });
    const layer = (n: 1 | 2 | 3): Column<Missed> => ({
      id: `layer_${n}`,
      header: t(`attribution.layer_${n}`),
      value: (row) => said(row[`layer_${n}`]),
    });
    return [
      layer(1),
      layer(2),
      layer(3),
      {
        id: 'conversions',
        header: t('attribution.conversions'),
        numeric: true,
        value: (row) => row.conversions,
      },
    ];
  }, [t]);
  return (
    <Panel title={t('attribution.missed')} description={t('attribution.missedHint')}>
      {missed.length === 0 ? (
        <Text c="dimmed">{t('attribution.noneMissed')}</Text>
      ) : (
        <DataTable
          name={t('attribution.missed')}
          columns={columns}
          rows={missed}
          rowKey={(row) => `${row.layer_1} ${row.layer_2} ${row.layer_3}`}
        />
      )}
    </Panel>
  );
}
