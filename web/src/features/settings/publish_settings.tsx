import { Button, Group, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

const kLocation = 'location_';
/** What publishing asks of a connection, by its provider. */
const kSettings = {
  meta: [
    ['page_id', 'publish.pageId'],
    ['pixel_id', 'publish.pixelId'],
    ['instagram_user_id', 'publish.instagramId'],
  ],
  tiktok: [
    ['identity_id', 'publish.identityId'],
    ['identity_type', 'publish.identityType'],
    ['pixel_id', 'publish.pixelId'],
    ['lead_event', 'publish.leadEvent'],
    ['sale_event', 'publish.saleEvent'],
  ],
  google: [
    ['business_name', 'publish.businessName'],
    ['logo_asset_id', 'publish.logoId'],
    ['login_customer_id', 'publish.managerId'],
  ],
} as const;
type Publisher = keyof typeof kSettings;
type Settings = Record<string, string>;

const isPublisher = (provider: string): provider is Publisher => provider in kSettings;

/** "AE=290557" of the setting location_AE, and the way back. */
const placesOf = (settings: Settings) =>
  Object.entries(settings).flatMap(([name, id]) =>
    name.startsWith(kLocation) ? [`${name.slice(kLocation.length)}=${id}`] : [],
  );
function withPlaces(settings: Settings, places: readonly string[]): Settings {
  const others = Object.entries(settings).filter(([name]) => !name.startsWith(kLocation));
  const typed = places.flatMap((text) => text.match(/[^\s,]+/g) ?? []);
  const named = typed.map((place) => {
    const [country = '', id = ''] = place.split('=');
    return [kLocation + country.toUpperCase(), id];
  });
  return Object.fromEntries([...others, ...named]) as Settings;
}

/** As whom ads of the connection speak, which pixel counts what they bring, and where they are shown. */
export function PublishSettings({ connection }: { connection: Schemas['Connection'] }) {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const queries = useQueryClient();
  const [settings, setSettings] = useState<Settings>(connection.settings);
  const { provider, external_id: ext } = connection;
  const saving = useMutation({
    mutationFn: () =>
      take(
        api.PUT('/api/v1/accounts/{id}/connections/{provider}/{ext}', {
          params: { path: { id: account.id, provider, ext } },
          body: {
            settings: Object.fromEntries(
              Object.entries(settings).filter(
                ([name, value]) => value !== '' || name.startsWith(kLocation),
              ),
            ),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [account.id, 'connections'] }),
  });
  if (!isPublisher(provider)) return null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('publish.settings')}>
      <Group align="flex-end" gap="sm" mt="sm">
        {kSettings[provider].map(([name, label]) => (
          <TextInput
            key={name}
            size="xs"
            dir={name === 'business_name' ? 'auto' : 'ltr'}
            label={t(label)}
            value={settings[name] ?? ''}
            onChange={(event) => setSettings({ ...settings, [name]: event.currentTarget.value })}
          />
        ))}
        {provider !== 'meta' && (
          <TagsInput
            size="xs"
            label={t('publish.places')}
            description={t(`publish.placesHint.${provider}`)}
            splitChars={[',', ' ']}
            value={placesOf(settings)}
            onChange={(places) => setSettings(withPlaces(settings, places))}
          />
        )}
        <Button size="xs" variant="default" type="submit" loading={saving.isPending}>
          {t('publish.saveSettings')}
        </Button>
      </Group>
      {saving.error && <ProblemAlert error={saving.error} />}
    </form>
  );
}
