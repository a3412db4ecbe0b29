import { Group, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ChartFrame } from '~/parts/chart_frame';
import type { Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';

import type { Analysis } from './analysis';
import { LaneStack } from './lane_stack';
import { lanesOf, readingAt, type Lane } from './lanes';
import type { VideoRef } from './player';
import type { Timeline } from './queries';

type Props = { analysis: Analysis; timeline: Timeline; video: VideoRef };
type Row = { t: number; readings: Record<string, number | string | null> };

/** Everything that was measured over the length of the video, moving with the player. */
export function TimelinePanel({ analysis, timeline, video }: Props) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const [zoom, setZoom] = useState(1);
  const lanes = useMemo(() => lanesOf(analysis, timeline), [analysis, timeline]);
  const rows = useMemo(() => rowsOf(lanes, timeline), [lanes, timeline]);
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 't', header: t('studio.seconds'), numeric: true, value: (row) => row.t },
      ...lanes
        .filter((lane) => lane.kind !== 'ticks')
        .map((lane): Column<Row> => ({
          id: lane.id,
          header: t(`studio.lane.${lane.id}`),
          numeric: lane.kind === 'curve',
          value: (row) => row.readings[lane.id],
        })),
    ],
    [t, lanes],
  );
  return (
    <Panel
      title={t('studio.timeline')}
      description={t('studio.timelineHint')}
      actions={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('studio.zoom')}
            data={['1', '2', '4', '8'].map((value) => ({ value, label: `${value}×` }))}
            value={String(zoom)}
            onChange={(value) => setZoom(Number(value))}
          />
        </Group>
      }
    >
      <div ref={ref}>
        <ChartFrame
          name={t('studio.timeline')}
          summary={t('studio.timelineSummary', {
            shots: analysis.shots?.shots.length ?? 0,
            lanes: lanes.length,
          })}
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.t)}
        >
          {width > 0 && (
            <LaneStack
              lanes={lanes}
              duration={analysis.source.duration_s}
              resolution={timeline.resolution}
              width={width}
              zoom={zoom}
              video={video}
            />
          )}
        </ChartFrame>
      </div>
    </Panel>
  );
}

function rowsOf(lanes: readonly Lane[], timeline: Timeline): Row[] {
  return timeline.t.map((t) => ({
    t,
    readings: Object.fromEntries(
      lanes.map((lane) => [lane.id, readingAt(lane, t, timeline.resolution)]),
    ),
  }));
}
