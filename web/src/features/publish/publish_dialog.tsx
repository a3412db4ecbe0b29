import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '~/api/problem';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

import { PublishForm } from './publish_form';
import { publishTo, type PublishRequest } from './queries';

type Props = { creativeId: string; onClose: () => void };

/** Asks for budget and audience, repeats them, and has the creative published. */
export function PublishDialog({ creativeId, onClose }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  // Whatever is sent twice is one publication; after a refusal, which did nothing, it is another one.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [wish, setWish] = useState<PublishRequest | null>(null);
  const publishing = useMutation({
    mutationFn: (what: PublishRequest) => publishTo(session, key, what),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [session.account.id, 'publications'] });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && !error.retryable) setKey(crypto.randomUUID());
    },
  });
  const problem = publishing.error instanceof ApiProblem ? publishing.error : null;
  const asksAgain = problem !== null && problem.fields.length > 0;
  return (
    <Modal opened onClose={onClose} title={t('publish.publishTitle')} size="lg">
      <Stack gap="sm">
        <div hidden={wish !== null && !asksAgain}>
          <PublishForm
            creativeId={creativeId}
            problem={problem}
            onReady={(what) => {
              publishing.reset();
              setWish(what);
            }}
            onCancel={onClose}
          />
        </div>
        {wish !== null && !asksAgain && (
          <>
            <Wished wish={wish} />
            {publishing.error && <ProblemAlert error={publishing.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setWish(null)}>
                {t('publish.back')}
              </Button>
              <Button
                loading={publishing.isPending}
                onClick={() => publishing.mutate(wish)}
                data-autofocus
              >
                {t('publish.publish')}
              </Button>
            </Group>
          </>
        )}
        {asksAgain && <ProblemAlert error={problem} />}
      </Stack>
    </Modal>
  );
}

/** The numbers once more, before anything is queued. */
function Wished({ wish }: { wish: PublishRequest }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { countries, age_min: from, age_max: to } = wish.targeting;
  return (
    <div>
      <Text fw={600}>
        {t('publish.confirm', {
          name: wish.name,
          budget: format.money(wish.budget),
          count: wish.platforms.length,
        })}
      </Text>
      <Text>{wish.platforms.map((one) => t(`publish.platform.${one}`)).join(', ')}</Text>
      <Text c="dimmed">
        {t(`publish.objectives.${wish.objective}`)} · <bdi>{countries.join(', ')}</bdi> ·{' '}
        {t('publish.ages', { from: from ?? 18, to: to ?? 65 })}
      </Text>
      <Text mt="xs">
        {wish.activate === false ? t('publish.staysPaused') : t('publish.spends')}
      </Text>
    </div>
  );
}
