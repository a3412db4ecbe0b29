import { useQuery } from '@tanstack/react-query';
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';
import { At } from '~/parts/since';

type Version = Schemas['ConfigVersion'];

function isOfPipeline(version: Version): boolean {
  return version.changed.some((key) => key.startsWith('pipeline'));
}

/** Who changed stages and when. They are part of the account's configuration, which can go back. */
export function VersionsPanel() {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const history = useQuery({
    queryKey: [account.id, 'config', 'history', 'pipeline'],
    queryFn: () =>
      take(
        api.GET('/api/v1/accounts/{id}/config/history', {
          params: { path: { id: account.id }, query: { limit: 200 } },
        }),
      ),
  });
  const columns = useMemo<Column<Version>[]>(
    () => [
      {
        id: 'version',
        header: t('pipeline.versionColumn'),
        numeric: true,
        value: (v) => v.version,
      },
      {
        id: 'at',
        header: t('runs.at'),
        value: (v) => v.created_at,
        cell: (v) => <At at={v.created_at} />,
      },
      { id: 'by', header: t('pipeline.by'), value: (v) => v.changed_by },
      { id: 'changed', header: t('pipeline.changed'), value: (v) => v.changed.join(', ') },
    ],
    [t],
  );
  return (
    <Panel title={t('pipeline.history')} description={t('pipeline.historyHint')}>
      <Answer query={history} height={120}>
        {(page) => {
          const rows = page.items.filter(isOfPipeline);
          if (rows.length === 0) {
            return (
              <Text size="sm" c="dimmed">
                {t('pipeline.noHistory')}
              </Text>
            );
          }
          return (
            <DataTable
              name={t('pipeline.history')}
              columns={columns}
              rows={rows}
              rowKey={(v) => String(v.version)}
            />
          );
        }}
      </Answer>
    </Panel>
  );
}
