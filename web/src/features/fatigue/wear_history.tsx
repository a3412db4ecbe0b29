import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';

import { LevelBadge } from './level_badge';
import { wearQuery, type WearDay } from './queries';
import classes from './wear_history.module.css';

/** How the wear of one ad went, day by day: a strip of colours and the same as a table. */
export function WearHistory({ ad }: { ad: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const { format } = session;
  const wear = useQuery(wearQuery(session, ad));
  const columns = useMemo<Column<WearDay>[]>(
    () => [
      {
        id: 'day',
        header: t('fatigue.day'),
        width: 110,
        value: (day) => day.at.slice(0, 10),
      },
      {
        id: 'level',
        header: t('fatigue.levelName'),
        value: (day) => day.severity,
        cell: (day) => <LevelBadge level={day.status} />,
      },
      {
        id: 'confidence',
        header: t('decision.confidence'),
        numeric: true,
        value: (day) => day.confidence,
        cell: (day) => format.percent(day.confidence, 0),
      },
      {
        id: 'critical',
        header: t('fatigue.daysLeft'),
        numeric: true,
        value: (day) => day.days_until_critical,
        cell: (day) =>
          day.days_until_critical === null ? '–' : format.number(day.days_until_critical, 1),
      },
      {
        id: 'reason',
        header: t('decision.reason'),
        width: 280,
        value: (day) => day.reason,
        cell: (day) => (
          <Text size="xs" c="dimmed" dir="auto">
            {day.reason}
          </Text>
        ),
      },
    ],
    [t, format],
  );
  return (
    <Panel title={t('fatigue.history')} description={t('fatigue.historyHint')}>
      <Answer query={wear} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('fatigue.noHistory')}
            </Text>
          ) : (
            <>
              <Group gap={2} mb="sm" wrap="nowrap" className={classes.strip} aria-hidden>
                {items.map((day) => (
                  <span key={day.at} data-level={day.status} />
                ))}
              </Group>
              <DataTable
                name={t('fatigue.history')}
                columns={columns}
                rows={items}
                rowKey={(day) => day.at}
                sort={[{ id: 'day', desc: true }]}
              />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}
