import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { ProblemAlert } from '~/parts/problem_alert';
import { At } from '~/parts/since';

import { historyQuery } from './queries';

type Version = Schemas['ConfigVersion'];

/** Every version of the configuration; an old one can become the newest. */
export function HistoryPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { api, account, may } = session;
  const queries = useQueryClient();
  const history = useQuery(historyQuery(session));
  const back = useMutation({
    mutationFn: (version: number) =>
      take(
        api.POST('/api/v1/accounts/{id}/config/rollback', {
          params: { path: { id: account.id } },
          body: { to_version: version },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [account.id] }),
  });
  const newest = history.data?.items[0]?.version;
  const { mutate, isPending } = back;
  const columns = useMemo<Column<Version>[]>(
    () => [
      {
        id: 'version',
        header: t('pipeline.versionColumn'),
        numeric: true,
        value: (version) => version.version,
      },
      {
        id: 'at',
        header: t('runs.at'),
        value: (version) => version.created_at,
        cell: (version) => <At at={version.created_at} />,
      },
      {
        id: 'by',
        header: t('pipeline.by'),
        value: (version) => version.changed_by,
        cell: (version) => (
          <Text size="xs" dir="ltr" ta="start">
            {version.changed_by}
          </Text>
        ),
      },
      {
        id: 'changed',
        header: t('pipeline.changed'),
        width: 260,
        value: (version) => version.changed.join(', '),
      },
      {
        id: 'note',
        header: t('settings.note'),
        value: (version) => version.note,
        cell: (version) => <bdi>{version.note}</bdi>,
      },
      {
        id: 'back',
        header: t('settings.rollback'),
        value: () => null,
        cell: (version) =>
          version.version === newest ? (
            t('settings.inForce')
          ) : (
            <Button
              size="compact-xs"
              variant="default"
              disabled={!may('config') || isPending}
              onClick={() => mutate(version.version)}
            >
              {t('settings.goBack', { n: version.version })}
            </Button>
          ),
      },
    ],
    [t, newest, may, mutate, isPending],
  );
  return (
    <>
      {back.error && <ProblemAlert error={back.error} />}
      <Answer query={history} height={240}>
        {(page) => (
          <DataTable
            name={t('settings.history')}
            columns={columns}
            rows={page.items}
            rowKey={(version) => String(version.version)}
          />
        )}
      </Answer>
    </>
  );
}
