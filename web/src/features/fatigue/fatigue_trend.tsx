import { SimpleGrid, Skeleton } from '@mantine/core';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ChartFrame } from '~/parts/chart_frame';
import type { Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';
import { exponentOf } from '~/lib/format';

const LinePlot = lazy(() => import('~/parts/line_plot'));

type Point = { x: string; y: number };
type Props = { days: readonly Schemas['FatigueDayV1'][] };

/** The signals that wear shows in, day by day. */
export function FatigueTrend({ days }: Props) {
  const { t } = useTranslation();
  const { account, format } = useSession();
  const scale = 10 ** exponentOf(account.currency);
  const signals = [
    {
      name: t('fatigue.ctr'),
      of: (day: Day) => day.ctr,
      text: (y: number) => format.percent(y, 2),
    },
    { name: t('fatigue.frequency'), of: (day: Day) => day.frequency, text: plain(format) },
    {
      name: t('fatigue.cpm', { currency: account.currency }),
      of: (day: Day) => day.cpm.amount_minor / scale,
      text: plain(format),
    },
  ];
  return (
    <Panel title={t('fatigue.trend')}>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        {signals.map((signal) => (
          <Signal
            key={signal.name}
            name={signal.name}
            text={signal.text}
            points={days.map((day, at) => ({ x: day.date ?? String(at + 1), y: signal.of(day) }))}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}

type Day = Schemas['FatigueDayV1'];

function plain(format: { plain: (value: number, digits?: number) => string }) {
  return (y: number) => format.plain(y, 2);
}

type SignalProps = { name: string; points: Point[]; text: (y: number) => string };

function Signal({ name, points, text }: SignalProps) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Point>[]>(
    () => [
      { id: 'x', header: t('fatigue.day'), value: (point) => point.x },
      { id: 'y', header: name, numeric: true, value: (point) => point.y },
    ],
    [t, name],
  );
  const [first, last] = [points[0], points.at(-1)];
  const summary =
    first && last ? t('fatigue.fromTo', { from: text(first.y), to: text(last.y) }) : '';
  return (
    <div>
      <ChartFrame
        name={name}
        summary={summary}
        columns={columns}
        rows={points}
        rowKey={(point) => point.x}
      >
        <Suspense fallback={<Skeleton height={160} />}>
          <LinePlot points={points} name={name} text={text} />
        </Suspense>
      </ChartFrame>
    </div>
  );
}
