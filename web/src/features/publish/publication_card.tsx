import { Badge, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

import { ChangeStatus } from '~/features/executor/change_status';
import { useSession } from '~/features/session/session';
import { Since } from '~/parts/since';

import { ApproveSteps } from './approve_steps';
import classes from './publication_card.module.css';
import type { Publication, PublishStep } from './queries';

const kColours: Record<Publication['status'], string> = {
  awaiting_approval: 'indigo',
  running: 'yellow',
  completed: 'sea',
  failed: 'red',
};

/** One publication: what it may spend, and each of its steps with its state. */
export function PublicationCard({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { format, may } = useSession();
  const platform = t(`publish.platform.${publication.platform}` as ParseKeys, {
    defaultValue: publication.platform,
  });
  const waits = publication.status === 'awaiting_approval';
  return (
    <Paper component="article" aria-label={`${publication.name} · ${platform}`} p="sm">
      <Group justify="space-between" gap="xs" mb="xs">
        <div>
          <Text fw={600} dir="auto">
            {publication.name}
          </Text>
          <Text size="xs" c="dimmed">
            {platform} · {t('publish.aDay', { budget: format.money(publication.budget) })} ·{' '}
            <Since at={publication.created_at} />
          </Text>
        </div>
        <Group gap="xs">
          <Badge color={kColours[publication.status]}>
            {t(`publish.states.${publication.status}`)}
          </Badge>
          {waits && may('approve') && <ApproveSteps publication={publication} />}
          {publication.status === 'failed' && (
            <Link to="/executor" search={{ tab: 'troubled' }}>
              {t('publish.toFailed')}
            </Link>
          )}
        </Group>
      </Group>
      <ol className={classes.steps} aria-label={t('publish.stepsOf', { name: publication.name })}>
        {publication.steps.map((step) => (
          <Step key={step.change_id} step={step} platform={publication.platform} />
        ))}
      </ol>
    </Paper>
  );
}

function Step({ step, platform }: { step: PublishStep; platform: string }) {
  const { t } = useTranslation();
  return (
    <li className={classes.step}>
      <div className={classes.what}>
        <Text span inherit>
          {t(`publish.step.${step.step}` as ParseKeys, {
            defaultValue: step.step.replaceAll('_', ' '),
          })}
        </Text>
        {step.external_id !== null && (
          <Text size="xs" c="dimmed">
            {step.step === 'create_ad' ? (
              <Link to="/ads/$adId" params={{ adId: `${platform}:${step.external_id}` }}>
                <bdi>{step.external_id}</bdi>
              </Link>
            ) : (
              <bdi>{step.external_id}</bdi>
            )}
          </Text>
        )}
        {step.error !== null && (
          <Text size="xs" c="red" dir="auto">
            {step.error}
          </Text>
        )}
      </div>
      <ChangeStatus status={step.status} />
    </li>
  );
}
