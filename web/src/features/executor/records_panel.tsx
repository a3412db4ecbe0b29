import { Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { take } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { MoreButton } from '~/parts/more_button';
import { At } from '~/parts/since';

import { ChangeStatus } from './change_status';
import { ChangeValue, useValueText } from './change_value';
import { ChangedThing } from './changed_thing';
import { ConfirmChanges } from './confirm_changes';
import { recordsQuery, type ChangeRecord } from './queries';

/** Every attempt with what was before and after; what was done can be undone. */
export function RecordsPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const records = useInfiniteQuery(recordsQuery(session));
  const [undone, setUndone] = useState<string | null>(null);
  const columns = useColumns(setUndone);
  return (
    <Answer query={records} height={280}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.items);
        if (rows.length === 0) {
          return <EmptyState icon={IconHistory} title={t('executor.empty.history')} />;
        }
        return (
          <>
            <DataTable
              name={t('executor.tab.history')}
              columns={columns}
              rows={rows}
              rowKey={(record) => record.id}
              searchable
            />
            <MoreButton query={records} />
            {undone !== null && <UndoDialog id={undone} onClose={() => setUndone(null)} />}
          </>
        );
      }}
    </Answer>
  );
}

function UndoDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { api, account } = useSession();
  const change = useQuery({
    queryKey: [account.id, 'changes', id],
    queryFn: () => take(api.GET('/api/v1/changes/{id}', { params: { path: { id } } })),
  });
  if (!change.data) return null;
  // The way back: what is to be is what was.
  const back = {
    ...change.data,
    current_value: change.data.requested_value,
    requested_value: change.data.current_value,
  };
  return <ConfirmChanges action="undo" changes={[back]} onClose={onClose} />;
}

function useColumns(onUndo: (id: string) => void): Column<ChangeRecord>[] {
  const { t } = useTranslation();
  const { format, may } = useSession();
  const text = useValueText();
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('runs.at'),
        value: (record) => record.ended_at,
        cell: (record) => <At at={record.ended_at} />,
      },
      {
        id: 'thing',
        header: t('executor.thing'),
        value: (record) => record.entity_name ?? record.ad_entity_id,
        also: { header: t('executor.id'), value: (record) => record.ad_entity_id },
        cell: (record) => <ChangedThing change={record} />,
      },
      {
        id: 'change',
        header: t('budget.change'),
        wide: true,
        value: (record) => `${text(record.old_value)} → ${text(record.new_value)}`,
        cell: (record) => <ChangeValue from={record.old_value} to={record.new_value} />,
      },
      {
        id: 'percent',
        header: '%',
        numeric: true,
        value: (record) => record.change_percentage,
        cell: (record) =>
          record.change_percentage === null ? '–' : format.change(record.change_percentage),
      },
      {
        id: 'status',
        header: t('runs.status'),
        value: (record) => record.status,
        cell: (record) => <ChangeStatus status={record.status} />,
      },
      {
        id: 'by',
        header: t('pipeline.by'),
        value: (record) => record.triggered_by,
        cell: (record) => (
          <Text size="xs" dir="ltr" ta="start">
            {record.triggered_by}
          </Text>
        ),
      },
      {
        id: 'reason',
        header: t('decision.reason'),
        width: 200,
        value: (record) => record.trouble?.message ?? record.reason,
        cell: (record) => (
          <Text size="xs" c={record.trouble === null ? 'dimmed' : 'red'} dir="auto">
            {record.trouble?.message ?? record.reason}
          </Text>
        ),
      },
      {
        id: 'took',
        header: t('executor.took'),
        numeric: true,
        value: (record) => record.took_ms,
        cell: (record) => (record.took_ms === null ? '–' : format.seconds(record.took_ms / 1000)),
      },
      {
        id: 'undo',
        header: t('keys.state'),
        value: () => null,
        cell: (record) =>
          record.status === 'completed' &&
          may('execute') && (
            <Button size="compact-xs" variant="default" onClick={() => onUndo(record.change_id)}>
              {t('executor.action.undo')}
            </Button>
          ),
      },
    ],
    [t, format, may, text, onUndo],
  );
}
