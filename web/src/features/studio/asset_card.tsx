import { AspectRatio, Badge, Box, Group, Paper, Text } from '@mantine/core';
import { IconMovieOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import { mediaUrl, type Asset } from './queries';

/** A video or picture with what it is, or why it is of no use. */
export function AssetCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation();
  const session = useSession();
  const { format } = session;
  const facts = [
    asset.duration_s === null ? null : format.seconds(asset.duration_s),
    asset.width === null || asset.height === null ? null : `${asset.width}×${asset.height}`,
    format.bytes(asset.size_bytes),
  ].filter((fact) => fact !== null);
  return (
    <Paper p={0} style={{ overflow: 'hidden' }} component="article">
      <AspectRatio ratio={16 / 9} bg="var(--gv-hover)">
        {asset.poster_url === null ? (
          <Group justify="center" c="dimmed">
            <IconMovieOff size={28} stroke={1.4} aria-hidden />
          </Group>
        ) : (
          <img
            src={mediaUrl(session, asset.poster_url)}
            alt=""
            loading="lazy"
            style={{ objectFit: 'contain' }}
          />
        )}
      </AspectRatio>
      <Box p="sm">
        <Link to="/studio/$assetId" params={{ assetId: asset.id }}>
          <Text span truncate display="block" fw={560} dir="auto">
            {asset.name}
          </Text>
        </Link>
        <Text size="xs" c="dimmed" mt={2}>
          <bdi>{facts.join(' · ')}</bdi>
        </Text>
        {asset.status === 'rejected' && (
          <Group gap={6} mt={4}>
            <Badge color="red">{t('studio.rejected')}</Badge>
            <Text size="xs" c="dimmed" dir="auto">
              {asset.error}
            </Text>
          </Group>
        )}
      </Box>
    </Paper>
  );
}
