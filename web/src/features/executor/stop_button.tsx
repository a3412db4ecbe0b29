import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconHandStop, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

import { executorQuery, stop } from './queries';

/** On every page: two keystrokes to a stop, and a plain word when one is in force. */
export function StopButton() {
  const { t } = useTranslation();
  const session = useSession();
  const executor = useQuery(executorQuery(session));
  const [opened, { open, close }] = useDisclosure();
  useHotkeys([['shift+Escape', open]], []);
  if (!session.may('decide')) return null;
  const held = (executor.data?.holds.length ?? 0) > 0;
  return (
    <>
      {held ? (
        <Button
          component={Link}
          to="/executor?tab=holds"
          size="compact-sm"
          color="red"
          leftSection={<IconHandStop size={16} aria-hidden />}
        >
          {t('stop.held')}
        </Button>
      ) : (
        <Button
          size="compact-sm"
          color="red"
          variant="light"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          aria-keyshortcuts="Shift+Escape"
          onClick={open}
        >
          {t('stop.stop')}
        </Button>
      )}
      {opened && <StopDialog counts={executor.data?.changes ?? {}} onClose={close} />}
    </>
  );
}

type DialogProps = { counts: Readonly<Record<string, number>>; onClose: () => void };

function StopDialog({ counts, onClose }: DialogProps) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [pauseAds, setPauseAds] = useState(false);
  const stopping = useMutation({
    mutationFn: () => stop(session, { reason, pauseAds }),
    onSettled: () => queries.invalidateQueries({ queryKey: [session.account.id] }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    stopping.mutate();
  };
  const queued = (counts.pending ?? 0) + (counts.awaiting_approval ?? 0);
  const flying = (counts.executing ?? 0) + (counts.verifying ?? 0);
  return (
    <Modal opened onClose={onClose} title={t('stop.title', { account: session.account.name })}>
      {stopping.data ? (
        <Stopped stop={stopping.data} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text>{t('stop.consequences', { queued, flying })}</Text>
            <TextInput
              label={t('decision.reason')}
              required
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {session.may('admin') && (
              <Checkbox
                label={t('stop.pauseAds')}
                description={t('stop.pauseAdsHint')}
                checked={pauseAds}
                onChange={(event) => setPauseAds(event.currentTarget.checked)}
              />
            )}
            {stopping.error && <ProblemAlert error={stopping.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('confirm.cancel')}
              </Button>
              <Button type="submit" color="red" loading={stopping.isPending}>
                {t('stop.now')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Stopped({ stop: made, onClose }: { stop: Schemas['Stop']; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Alert color="sea" icon={<IconHandStop aria-hidden />} title={t('stop.done')}>
        {t('stop.result', { flying: made.in_flight.length, cancelled: made.cancelled })}
      </Alert>
      <Group justify="flex-end">
        <Button component={Link} to="/executor?tab=holds" variant="default" onClick={onClose}>
          {t('stop.show')}
        </Button>
      </Group>
    </Stack>
  );
}
