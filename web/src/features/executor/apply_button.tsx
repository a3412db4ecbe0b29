import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { take } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

type Props = { decisions: readonly string[] };

/** Queues the changes that carry decisions out; whether they wait is up to the account's mode. */
export function ApplyButton({ decisions }: Props) {
  const { t } = useTranslation();
  const { api, account, may } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const applying = useMutation({
    mutationFn: async () => {
      let queued = 0;
      for (const id of decisions) {
        const { changes } = await take(
          api.POST('/api/v1/decisions/{id}/apply', { params: { path: { id } } }),
        );
        queued += changes.length;
      }
      return queued;
    },
    onSuccess: async (count) => {
      notifications.show({ message: t('executor.queued', { count }) });
      await navigate({ to: '/executor' });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [account.id] }),
  });
  if (!may('approve')) return null;
  return (
    <>
      <Button
        size="compact-sm"
        disabled={decisions.length === 0}
        loading={applying.isPending}
        leftSection={<IconSend size={14} aria-hidden />}
        onClick={() => applying.mutate()}
      >
        {t('executor.apply')}
      </Button>
      {applying.error && <ProblemAlert error={applying.error} />}
    </>
  );
}
