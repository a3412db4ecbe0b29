import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { act } from '~/features/executor/queries';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

import type { Publication } from './queries';

/** Lets every step go that waits for a person, after the budget was repeated. */
export function ApproveSteps({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const waiting = publication.steps.filter((step) => step.status === 'awaiting_approval');
  const approving = useMutation({
    mutationFn: async () => {
      for (const step of waiting) await act(session, 'approve', step.change_id);
    },
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: [session.account.id] }),
  });
  const { name } = publication;
  return (
    <>
      <Button size="compact-sm" onClick={open}>
        {t('publish.letGo')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('publish.letGoTitle', { name })}>
        <Stack gap="sm">
          <Text>
            {t('publish.letGoText', {
              count: waiting.length,
              budget: session.format.money(publication.budget),
            })}
          </Text>
          {approving.error && <ProblemAlert error={approving.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('confirm.cancel')}
            </Button>
            <Button loading={approving.isPending} onClick={() => approving.mutate()} data-autofocus>
              {t('executor.action.approve')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
