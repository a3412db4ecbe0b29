import { AspectRatio, Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';

import type { VideoRef } from './player';
import { clipsQuery, mediaUrl, type Asset } from './queries';
import { playFrom } from './seek';

type Props = { asset: Asset; video: VideoRef };

const kShown = 6;

/** The stretches that can stand alone, the best first. */
export function ClipsPanel({ asset, video }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const { format } = session;
  const clips = useQuery(clipsQuery(session, asset.id));
  return (
    <Panel title={t('studio.clips')} description={t('studio.clipsHint')}>
      <Answer query={clips} height={120}>
        {(data) => (
          <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }} spacing="sm">
            {data.clips.slice(0, kShown).map((clip) => (
              <UnstyledButton
                key={clip.id}
                w="100%"
                onClick={() => playFrom(video, clip.start)}
                aria-label={t('studio.playFrom', { t: format.seconds(clip.start) })}
              >
                <AspectRatio ratio={16 / 9} bg="var(--gv-hover)">
                  {clip.thumbnail_url !== null && (
                    <img
                      src={mediaUrl(session, clip.thumbnail_url)}
                      alt=""
                      loading="lazy"
                      style={{ objectFit: 'contain', borderRadius: 6 }}
                    />
                  )}
                </AspectRatio>
                <Group justify="space-between" mt={4} wrap="nowrap">
                  <Text size="xs" fw={560}>
                    {format.seconds(clip.start)}–{format.seconds(clip.end)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {format.plain(clip.score, 2)}
                  </Text>
                </Group>
              </UnstyledButton>
            ))}
          </SimpleGrid>
        )}
      </Answer>
    </Panel>
  );
}
