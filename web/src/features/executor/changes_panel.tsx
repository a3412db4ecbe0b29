import { Button, Group, Text } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Since } from '~/parts/since';

import { ChangeStatus } from './change_status';
import { ChangeValue, movedMinor, useValueText } from './change_value';
import { ChangedThing } from './changed_thing';
import { ConfirmChanges } from './confirm_changes';
import { changesQuery, type Action, type Change, type ListedChange } from './queries';

type Props = { status: Change['status']; actions: readonly Action[] };

/** Changes in one state, and what can be done with those that are chosen. */
export function ChangesPanel({ status, actions }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const changes = useQuery(changesQuery(session, status));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Action | null>(null);
  const columns = useColumns();
  const allowed = session.may(actions.includes('approve') ? 'approve' : 'execute');
  return (
    <Answer query={changes} height={280}>
      {({ items }) => {
        if (items.length === 0) {
          return (
            <EmptyState icon={IconChecklist} title={t(`executor.empty.${emptyOf(status)}`)}>
              {t('executor.emptyHint')}
            </EmptyState>
          );
        }
        const chosen = items.filter((change) => selected.has(change.id));
        return (
          <>
            <DataTable
              name={t(`executor.status.${status}`)}
              columns={columns}
              rows={items}
              rowKey={(change) => change.id}
              selection={allowed ? { selected, onChange: setSelected } : undefined}
              searchable
              tools={
                allowed && (
                  <Group gap={6}>
                    {actions.map((action, at) => (
                      <Button
                        key={action}
                        size="compact-sm"
                        variant={at === 0 ? 'filled' : 'default'}
                        disabled={chosen.length === 0}
                        onClick={() => setAsked(action)}
                      >
                        {t(`executor.action.${action}`)}
                      </Button>
                    ))}
                  </Group>
                )
              }
            />
            <ConfirmChanges
              action={asked}
              changes={chosen}
              onClose={(done) => {
                setAsked(null);
                if (done) setSelected(new Set());
              }}
            />
          </>
        );
      }}
    </Answer>
  );
}

function emptyOf(status: Change['status']): 'approvals' | 'pending' | 'troubled' {
  if (status === 'awaiting_approval') return 'approvals';
  return status === 'pending' ? 'pending' : 'troubled';
}

function useColumns(): Column<ListedChange>[] {
  const { t } = useTranslation();
  const text = useValueText();
  return useMemo(
    () => [
      {
        id: 'thing',
        header: t('executor.thing'),
        value: (change) => change.entity_name ?? change.ad_entity_id,
        also: { header: t('executor.id'), value: (change) => change.ad_entity_id },
        cell: (change) => (
          <>
            <ChangedThing change={change} />
            <Text size="xs" c="dimmed">
              {t(`executor.entity.${change.entity_type}`)}
              {change.dry_run && ` · ${t('executor.dryRun')}`}
            </Text>
          </>
        ),
      },
      {
        id: 'change',
        header: t('budget.change'),
        wide: true,
        value: (change) => `${text(change.current_value)} → ${text(change.requested_value)}`,
        cell: (change) => <ChangeValue from={change.current_value} to={change.requested_value} />,
      },
      {
        id: 'moved',
        header: t('executor.movedMinor'),
        numeric: true,
        value: (change) => movedMinor(change.current_value, change.requested_value),
        cell: (change) => <Moved change={change} />,
      },
      {
        id: 'reason',
        header: t('decision.reason'),
        width: 240,
        value: (change) => change.trouble?.message ?? change.reason,
        cell: (change) => <Reason change={change} />,
      },
      {
        id: 'when',
        header: t('executor.notBefore'),
        value: (change) => change.not_before,
        cell: (change) => <Since at={change.not_before} />,
      },
      {
        id: 'expires',
        header: t('you.expires'),
        value: (change) => change.expires_at,
        cell: (change) => (change.expires_at === null ? '–' : <Since at={change.expires_at} />),
      },
      {
        id: 'status',
        header: t('runs.status'),
        value: (change) => change.status,
        cell: (change) => <ChangeStatus status={change.status} />,
      },
    ],
    [t, text],
  );
}

function Moved({ change }: { change: Change }) {
  const { format, account } = useSession();
  const amount_minor = movedMinor(change.current_value, change.requested_value);
  return amount_minor === 0
    ? '–'
    : format.money({ amount_minor, currency: account.currency }, 'exceptZero');
}

function Reason({ change }: { change: Change }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="xs" dir="auto">
        {change.reason}
      </Text>
      {change.trouble !== null && (
        <Text size="xs" c="red" dir="auto">
          {change.trouble.message || change.trouble.reason}
        </Text>
      )}
      {change.decision_id !== null && (
        <Link
          to="/ads/$adId"
          params={{ adId: change.ad_entity_id }}
          search={{ decision: change.decision_id }}
        >
          <Text span size="xs">
            {t('executor.why')}
          </Text>
        </Link>
      )}
    </>
  );
}
