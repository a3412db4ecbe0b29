import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

import { approveCreative, type Creative } from './queries';
import { Words } from './words';

type Props = { creative: Creative; onClose: () => void };

/** Repeats the words before somebody answers for them. */
export function ApproveCreative({ creative, onClose }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const approving = useMutation({
    mutationFn: () => approveCreative(session, creative.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [session.account.id, 'creatives'] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('publish.approveTitle', { name: creative.name })}>
      <Stack gap="sm">
        <Words creative={creative} />
        <Text c="dimmed">{t('publish.approveText')}</Text>
        {approving.error && <ProblemAlert error={approving.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('confirm.cancel')}
          </Button>
          <Button loading={approving.isPending} onClick={() => approving.mutate()} data-autofocus>
            {t('publish.approve')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
