import { Skeleton } from '@mantine/core';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { ChartFrame } from './chart_frame';
import type { Column } from './data_table';

const LinePlot = lazy(() => import('./line_plot'));

export type DayPoint = { x: string; y: number };
type Props = { name: string; points: DayPoint[]; text: (y: number) => string };

/** One figure over the days, as a plot and as a table. */
export function DayPlot({ name, points, text }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<DayPoint>[]>(
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
        named
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
