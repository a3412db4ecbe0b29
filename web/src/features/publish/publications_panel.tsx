import { Stack } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { Panel } from '~/parts/panel';

import { PublicationCard } from './publication_card';
import { publicationsQuery } from './queries';

/** What was published, and where each of its steps stands. */
export function PublicationsPanel() {
  const { t } = useTranslation();
  const publications = useQuery(publicationsQuery(useSession()));
  return (
    <Panel title={t('publish.publications')} description={t('publish.publicationsHint')}>
      <Answer query={publications} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconRocket} title={t('publish.noPublications')}>
              {t('publish.noPublicationsHint')}
            </EmptyState>
          ) : (
            <Stack gap="sm">
              {items.map((one) => (
                <PublicationCard key={one.job_id} publication={one} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  );
}
