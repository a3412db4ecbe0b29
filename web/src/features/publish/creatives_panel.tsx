import { Button, SimpleGrid } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { assetsQuery } from '~/features/studio/queries';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { MoreButton } from '~/parts/more_button';
import { Panel } from '~/parts/panel';

import { CreativeCard } from './creative_card';
import { creativesQuery } from './queries';

type Props = { onPublish: (creative: string) => void };

/** What may be published, and what waits for somebody's yes. */
export function CreativesPanel({ onPublish }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const creatives = useInfiniteQuery(creativesQuery(session));
  // Only for their pictures: without them the cards say the same.
  const assets = useInfiniteQuery(assetsQuery(session, ''));
  const videos = new Map(
    assets.data?.pages.flatMap((page) => page.items.map((asset) => [asset.id, asset] as const)),
  );
  return (
    <Panel title={t('publish.creatives')} description={t('publish.creativesHint')}>
      <Answer query={creatives} height={240}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.items);
          if (rows.length === 0) {
            return (
              <EmptyState
                icon={IconMovie}
                title={t('publish.noCreatives')}
                action={
                  <Button size="xs" variant="default" component={Link} to="/studio">
                    {t('publish.toStudio')}
                  </Button>
                }
              >
                {t('publish.noCreativesHint')}
              </EmptyState>
            );
          }
          return (
            <>
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
                {rows.map((creative) => (
                  <CreativeCard
                    key={creative.id}
                    creative={creative}
                    video={videos.get(creative.asset_id)}
                    onPublish={() => onPublish(creative.id)}
                  />
                ))}
              </SimpleGrid>
              <MoreButton query={creatives} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}
