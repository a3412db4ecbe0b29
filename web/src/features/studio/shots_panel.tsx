import { Button, Group, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { DataTable, type Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';

import type { Analysis } from './analysis';
import type { VideoRef } from './player';
import { seek } from './seek';
import classes from './seek.module.css';
import { mediaUrl, type Asset } from './queries';

type Shot = NonNullable<Analysis['shots']>['shots'][number];
type Props = { analysis: Analysis; asset: Asset; video: VideoRef };

const kFormats = ['csv', 'edl', 'otio'] as const;

/** Every shot; a press plays from its start, and editing programs take the list. */
export function ShotsPanel({ analysis, asset, video }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const { format } = session;
  const columns = useMemo<Column<Shot>[]>(
    () => [
      {
        id: 'shot',
        header: t('studio.shot'),
        value: (shot) => shot.i + 1,
        cell: (shot) => (
          <UnstyledButton className={classes.seek} onClick={() => seek(video, shot.start_s)}>
            {t('studio.shotN', { n: shot.i + 1 })}
          </UnstyledButton>
        ),
      },
      {
        id: 'start',
        header: t('studio.start'),
        numeric: true,
        value: (shot) => shot.start_s,
        cell: (shot) => format.seconds(shot.start_s, 2),
      },
      {
        id: 'length',
        header: t('studio.length'),
        numeric: true,
        value: (shot) => shot.end_s - shot.start_s,
        cell: (shot) => format.seconds(shot.end_s - shot.start_s, 2),
      },
      { id: 'in', header: t('studio.begins'), value: (shot) => shot.in },
    ],
    [t, format, video],
  );
  if (!analysis.shots) return null;
  const { cuts_per_min: pace, shots } = analysis.shots;
  return (
    <Panel
      title={t('studio.shots', { count: shots.length })}
      description={pace === null ? undefined : t('studio.pace', { cuts: format.plain(pace, 1) })}
      actions={
        <Group gap={6}>
          {kFormats.map((form) => (
            <Button
              key={form}
              component="a"
              size="compact-xs"
              variant="default"
              leftSection={<IconDownload size={13} aria-hidden />}
              href={mediaUrl(session, `/api/v1/assets/${asset.id}/shots?format=${form}`)}
              download
            >
              {form.toUpperCase()}
            </Button>
          ))}
        </Group>
      }
    >
      <DataTable
        name={t('studio.shotList')}
        columns={columns}
        rows={shots}
        rowKey={(shot) => String(shot.i)}
      />
    </Panel>
  );
}
