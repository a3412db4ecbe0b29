import { Badge, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { ProblemAlert } from '~/parts/problem_alert';
import { At } from '~/parts/since';

import { clearHold, holdsQuery, type Hold } from './queries';

/** What holds changes back, and what did. */
export function HoldsPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const holds = useQuery(holdsQuery(session));
  const [cleared, setCleared] = useState<Hold | null>(null);
  const columns = useMemo<Column<Hold>[]>(
    () => [
      {
        id: 'at',
        header: t('executor.engaged'),
        value: (hold) => hold.engaged_at,
        cell: (hold) => <At at={hold.engaged_at} />,
      },
      {
        id: 'scope',
        header: t('executor.scope'),
        value: (hold) => [hold.scope, hold.target].filter((part) => part !== null).join(' '),
      },
      {
        id: 'reason',
        header: t('decision.reason'),
        value: (hold) => hold.reason,
        cell: (hold) => <bdi>{hold.reason}</bdi>,
      },
      {
        id: 'by',
        header: t('pipeline.by'),
        value: (hold) => hold.engaged_by,
        cell: (hold) => (
          <Text size="xs" dir="ltr" ta="start">
            {hold.engaged_by}
          </Text>
        ),
      },
      {
        id: 'state',
        header: t('runs.status'),
        value: (hold) => hold.cleared_at,
        cell: (hold) =>
          hold.cleared_at === null ? (
            <Group gap={6} wrap="nowrap">
              <Badge color="red">{t('executor.inForce')}</Badge>
              {session.may('admin') && (
                <Button size="compact-xs" variant="default" onClick={() => setCleared(hold)}>
                  {t('executor.clear')}
                </Button>
              )}
            </Group>
          ) : (
            <Text size="xs" c="dimmed">
              {t('executor.clearedAt')} <At at={hold.cleared_at} />
            </Text>
          ),
      },
    ],
    [t, session],
  );
  return (
    <Answer query={holds} height={200}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconShieldCheck} title={t('executor.empty.holds')} />
        ) : (
          <>
            <DataTable
              name={t('executor.tab.holds')}
              columns={columns}
              rows={items}
              rowKey={(hold) => hold.id}
            />
            {cleared && <ClearDialog hold={cleared} onClose={() => setCleared(null)} />}
          </>
        )
      }
    </Answer>
  );
}

function ClearDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [resume, setResume] = useState(false);
  const [reason, setReason] = useState('');
  const clearing = useMutation({
    mutationFn: () => clearHold(session, hold.id, resume, reason),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [session.account.id] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('executor.clearTitle')}>
      <Stack gap="sm">
        <Text>{t('executor.clearText')}</Text>
        <Checkbox
          label={t('executor.resume')}
          checked={resume}
          onChange={(event) => setResume(event.currentTarget.checked)}
        />
        <TextInput
          label={t('decision.reason')}
          required={resume}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {clearing.error && <ProblemAlert error={clearing.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('confirm.cancel')}
          </Button>
          <Button
            loading={clearing.isPending}
            disabled={resume && reason.trim() === ''}
            onClick={() => clearing.mutate()}
          >
            {t('executor.clear')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
