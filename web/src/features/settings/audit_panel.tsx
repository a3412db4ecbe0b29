import { Code, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { MoreButton } from '~/parts/more_button';
import { At } from '~/parts/since';

import classes from './audit_panel.module.css';

type Entry = Schemas['AuditEntry'];

/** Who did what, newest first, with what was before and after. */
export function AuditPanel() {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const [action, setAction] = useState('');
  const wanted = useDeferredValue(action.trim());
  const entries = useInfiniteQuery({
    queryKey: [account.id, 'audit', wanted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/audit-log', {
          params: {
            query: {
              limit: 100,
              ...(wanted === '' ? {} : { action: wanted }),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const columns = useMemo<Column<Entry>[]>(
    () => [
      {
        id: 'action',
        header: t('audit.action'),
        value: (entry) => entry.action,
        also: { header: '#', value: (entry) => entry.seq },
        cell: (entry) => (
          <>
            {entry.action}{' '}
            <Text span size="xs" c="dimmed" className="tabular">
              #{entry.seq}
            </Text>
          </>
        ),
      },
      {
        id: 'at',
        header: t('runs.at'),
        value: (entry) => entry.at,
        cell: (entry) => <At at={entry.at} />,
      },
      {
        id: 'actor',
        header: t('audit.actor'),
        value: (entry) => `${entry.actor_type}:${entry.actor_id}`,
        cell: (entry) => <Name of={`${entry.actor_type}:${entry.actor_id}`} />,
      },
      {
        id: 'object',
        header: t('audit.object'),
        value: (entry) => `${entry.object_type} ${entry.object_id ?? ''}`,
        cell: (entry) => <Name of={`${entry.object_type} ${entry.object_id ?? ''}`} />,
      },
      {
        id: 'before',
        header: t('audit.before'),
        value: (entry) => jsonOf(entry.before),
        cell: (entry) => <Value of={entry.before} />,
      },
      {
        id: 'after',
        header: t('audit.after'),
        value: (entry) => jsonOf(entry.after),
        cell: (entry) => <Value of={entry.after} />,
      },
      { id: 'ip', header: t('audit.from'), value: (entry) => entry.ip_prefix },
    ],
    [t],
  );
  return (
    <Answer query={entries} height={320}>
      {(data) => (
        <>
          <DataTable
            name={t('settings.audit')}
            columns={columns}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(entry) => String(entry.seq)}
            tools={
              <TextInput
                size="xs"
                aria-label={t('audit.filter')}
                placeholder={t('audit.filter')}
                value={action}
                onChange={(event) => setAction(event.currentTarget.value)}
              />
            }
          />
          <MoreButton query={entries} />
        </>
      )}
    </Answer>
  );
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function Name({ of }: { of: string }) {
  return (
    <Code fz={11} dir="ltr" title={of} className={classes.name}>
      {of}
    </Code>
  );
}

function Value({ of }: { of: unknown }) {
  const text = jsonOf(of);
  if (text === null) return null;
  return (
    <Code fz={11} dir="ltr" title={text} className={classes.value}>
      {text}
    </Code>
  );
}
