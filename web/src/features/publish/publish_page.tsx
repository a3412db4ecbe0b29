import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Page } from '~/parts/page';

import { CreativeForm } from './creative_form';
import { CreativesPanel } from './creatives_panel';
import { PublicationsPanel } from './publications_panel';
import { PublishDialog } from './publish_dialog';

const route = getRouteApi('/publish');
/** Of the address: a creative is to be made, of a video that is still to be chosen. */
const kAnyVideo = 'new';

/** From a video to an ad: the words beside it, somebody's yes, and every step on the platform. */
export function PublishPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { asset, creative } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  return (
    <Page
      title={t('publish.title')}
      subtitle={t('publish.subtitle')}
      actions={
        may('publish') && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => void navigate({ search: { asset: kAnyVideo } })}
          >
            {t('publish.make')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <CreativesPanel onPublish={(id) => void navigate({ search: { creative: id } })} />
        <PublicationsPanel />
      </Stack>
      {asset !== undefined && (
        <CreativeForm asset={asset === kAnyVideo ? null : asset} onClose={close} />
      )}
      {creative !== undefined && <PublishDialog creativeId={creative} onClose={close} />}
    </Page>
  );
}
