import { SimpleGrid, TextInput } from '@mantine/core';
import { IconMovie, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { MoreButton } from '~/parts/more_button';
import { Page } from '~/parts/page';

import { AssetCard } from './asset_card';
import { assetsQuery } from './queries';
import { UploadPanel } from './upload_panel';

const route = getRouteApi('/studio');

/** Videos of the account: bring one, find one, open one. */
export function StudioPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const wanted = useDeferredValue(q ?? '');
  const assets = useInfiniteQuery(assetsQuery(session, wanted));
  return (
    <Page title={t('studio.title')} subtitle={t('studio.subtitle')}>
      {session.may('media') && <UploadPanel />}
      <TextInput
        size="xs"
        maw={280}
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('studio.search')}
        aria-label={t('studio.search')}
        value={q ?? ''}
        onChange={(event) =>
          void navigate({ search: { q: event.currentTarget.value || undefined }, replace: true })
        }
      />
      <Answer query={assets} height={320}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.items);
          if (rows.length === 0) {
            return (
              <EmptyState icon={IconMovie} title={wanted ? t('table.noMatch') : t('studio.none')}>
                {t('studio.noneHint')}
              </EmptyState>
            );
          }
          return (
            <>
              <SimpleGrid cols={{ base: 2, sm: 3, lg: 4, xl: 5 }} spacing="md">
                {rows.map((asset) => (
                  <AssetCard key={asset.id} asset={asset} />
                ))}
              </SimpleGrid>
              <MoreButton query={assets} />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}
