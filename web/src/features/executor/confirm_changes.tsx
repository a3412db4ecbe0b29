import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Money } from '~/parts/money';
import { ProblemAlert } from '~/parts/problem_alert';

import { ChangeValue, movedMinor } from './change_value';
import { act, type Action, type Change } from './queries';

const kShown = 8;

type Props = {
  action: Action | null;
  changes: readonly (Change & { entity_name?: string | null })[];
  onClose: (done: boolean) => void;
};

/** Repeats the numbers before anything is done, and says what was done of it. */
export function ConfirmChanges({ action, changes, onClose }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const acting = useMutation({
    mutationFn: async (what: Action) => {
      // One after the other: whichever fails, those before it are done and said so.
      for (const change of changes) await act(session, what, change.id);
      return what;
    },
    onSuccess: (what) => {
      notifications.show({
        message: t('executor.done', {
          action: t(`executor.action.${what}`),
          count: changes.length,
        }),
      });
      onClose(true);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [session.account.id] }),
  });
  const close = () => {
    acting.reset();
    onClose(false);
  };
  const moved = changes.reduce(
    (sum, change) => sum + movedMinor(change.current_value, change.requested_value),
    0,
  );
  return (
    <Modal
      opened={action !== null}
      onClose={close}
      size="lg"
      title={action !== null && t(`executor.confirm.${action}`, { count: changes.length })}
    >
      <Stack gap="sm">
        <List size="sm" listStyleType="none" spacing={4}>
          {changes.slice(0, kShown).map((change) => (
            <List.Item key={change.id}>
              <Group gap="sm">
                <bdi>{change.entity_name ?? change.ad_entity_id}</bdi>
                <ChangeValue from={change.current_value} to={change.requested_value} />
              </Group>
            </List.Item>
          ))}
        </List>
        {changes.length > kShown && (
          <Text c="dimmed">{t('preview.more', { count: changes.length - kShown })}</Text>
        )}
        <Text fw={600}>
          {t('executor.sum')}{' '}
          <Money amount={{ amount_minor: moved, currency: session.account.currency }} signed />
        </Text>
        {acting.error && <ProblemAlert error={acting.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('confirm.cancel')}
          </Button>
          <Button
            loading={acting.isPending}
            onClick={() => action !== null && acting.mutate(action)}
            data-autofocus
          >
            {action !== null && t(`executor.action.${action}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
