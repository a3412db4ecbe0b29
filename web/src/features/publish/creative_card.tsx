import { AspectRatio, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { mediaUrl, type Asset } from '~/features/studio/queries';
import { Since } from '~/parts/since';

import { ApproveCreative } from './approve_creative';
import type { Creative } from './queries';
import { Words } from './words';

type Props = { creative: Creative; video: Asset | undefined; onPublish: () => void };

/** A creative as people will see it, and what can be done with it now. */
export function CreativeCard({ creative, video, onPublish }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const [asked, setAsked] = useState(false);
  const approved = creative.status === 'approved';
  return (
    <Paper component="article" aria-label={creative.name} p="sm">
      <Stack gap="xs" h="100%">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={600} dir="auto" truncate>
            {creative.name}
          </Text>
          <Badge color={approved ? 'sea' : 'gray'}>{t(`publish.state.${creative.status}`)}</Badge>
        </Group>
        {video?.poster_url != null && (
          <AspectRatio ratio={16 / 9} bg="var(--gv-hover)">
            <img
              src={mediaUrl(session, video.poster_url)}
              alt=""
              loading="lazy"
              style={{ objectFit: 'contain' }}
            />
          </AspectRatio>
        )}
        <Words creative={creative} />
        <Text size="xs" c="dimmed">
          <Link to="/studio/$assetId" params={{ assetId: creative.asset_id }}>
            <bdi>{video?.name ?? t('publish.video')}</bdi>
          </Link>{' '}
          · <Since at={creative.created_at} />
        </Text>
        <Group gap="xs" mt="auto">
          {!approved && session.may('approve') && (
            <Button size="xs" onClick={() => setAsked(true)}>
              {t('publish.approve')}
            </Button>
          )}
          {approved && session.may('publish') && (
            <Button size="xs" onClick={onPublish}>
              {t('publish.publish')}
            </Button>
          )}
        </Group>
      </Stack>
      {asked && <ApproveCreative creative={creative} onClose={() => setAsked(false)} />}
    </Paper>
  );
}
