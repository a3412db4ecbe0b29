import { Badge, Group, List, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';

import type { Analysis } from './analysis';
import type { VideoRef } from './player';
import { ctaAdviceQuery, hookAdviceQuery, type Asset } from './queries';
import { seek } from './seek';
import classes from './seek.module.css';

type Props = { asset: Asset; analysis: Analysis; video: VideoRef };

/** What to change, with the stretch of the video that it is about. */
export function AdviceColumn({ asset, analysis, video }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const hook = useQuery(hookAdviceQuery(session, asset.id));
  const cta = useQuery(ctaAdviceQuery(session, asset.id));
  return (
    <Stack gap="md">
      <Answer query={hook} height={200}>
        {(advice) => (
          <Panel
            title={t('studio.hook')}
            description={t('studio.hookHint')}
            actions={<Score score={advice.score} />}
          >
            <Badge mb="xs">
              {t(`studio.hookType.${advice.classification}` as ParseKeys, {
                defaultValue: advice.classification,
              })}
            </Badge>
            <Suggestions of={advice.suggestions} video={video} />
            <Template template={advice.template} video={video} />
          </Panel>
        )}
      </Answer>
      <Answer query={cta} height={200}>
        {(advice) => (
          <Panel
            title={t('studio.cta')}
            description={
              advice.start_s === null ? (
                t('studio.noCta')
              ) : (
                <SeekTo t={advice.start_s} video={video} />
              )
            }
            actions={advice.score !== null && <Score score={advice.score} />}
          >
            <Suggestions of={advice.suggestions} video={video} />
            <Text size="xs" c="dimmed" mt="xs">
              {t('studio.ctaText')} <bdi>“{advice.text}”</bdi>
            </Text>
          </Panel>
        )}
      </Answer>
      <Capabilities capabilities={analysis.capabilities} />
    </Stack>
  );
}

function Score({ score }: { score: number }) {
  const { format } = useSession();
  return (
    <Text fw={640} size="lg" className="tabular">
      {format.plain(score, 0)}
      <Text span size="xs" c="dimmed">
        {' / 100'}
      </Text>
    </Text>
  );
}

function SeekTo({
  t: seconds,
  video,
  children,
}: {
  t: number;
  video: VideoRef;
  children?: ReactNode;
}) {
  const { format } = useSession();
  return (
    <UnstyledButton className={classes.seek} onClick={() => seek(video, seconds)}>
      {children ?? format.seconds(seconds)}
    </UnstyledButton>
  );
}

function Suggestions({ of, video }: { of: readonly Schemas['Suggestion'][]; video: VideoRef }) {
  const { t } = useTranslation();
  const { format } = useSession();
  if (of.length === 0) return <Text c="dimmed">{t('studio.nothingToChange')}</Text>;
  return (
    <List size="sm" spacing={4} listStyleType="none">
      {of.map((one) => (
        <List.Item key={one.code}>
          <Text dir="auto">{one.suggestion}</Text>
          <SeekTo t={one.t0} video={video}>
            <Text span size="xs">
              <bdi>
                {format.seconds(one.t0)}–{format.seconds(one.t1)}
              </bdi>
            </Text>
          </SeekTo>
        </List.Item>
      ))}
    </List>
  );
}

function Template({ template, video }: { template: Schemas['HookProposal']; video: VideoRef }) {
  const { t } = useTranslation();
  return (
    <>
      <Text fw={600} mt="sm" dir="auto">
        {t('studio.template', { name: template.name })}
      </Text>
      <List size="sm" listStyleType="none">
        {template.timeline.map((moment) => (
          <List.Item key={moment.t}>
            <Group gap={8}>
              <SeekTo t={moment.t} video={video} />
              <Text dir="auto">{moment.action}</Text>
            </Group>
          </List.Item>
        ))}
      </List>
    </>
  );
}

/** What was not measured and why, so that nobody takes it for "not there". */
function Capabilities({ capabilities }: { capabilities: Analysis['capabilities'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('studio.measured')} description={t('studio.measuredHint')}>
      <Group gap={6}>
        {Object.entries(capabilities).map(([name, how]) => (
          <Badge key={name} color={['unavailable', 'off', 'absent'].includes(how) ? 'gray' : 'sea'}>
            <bdi>
              {name}: {how}
            </bdi>
          </Badge>
        ))}
      </Group>
    </Panel>
  );
}
