import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

const kSettings = [
  ['page_id', 'publish.pageId'],
  ['pixel_id', 'publish.pixelId'],
  ['instagram_user_id', 'publish.instagramId'],
] as const;

/** As whom ads of the connection speak, and which pixel counts what they bring. */
export function PublishSettings({ connection }: { connection: Schemas['Connection'] }) {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const queries = useQueryClient();
  const [settings, setSettings] = useState(connection.settings);
  const { provider, external_id: ext } = connection;
  const saving = useMutation({
    mutationFn: () =>
      take(
        api.PUT('/api/v1/accounts/{id}/connections/{provider}/{ext}', {
          params: { path: { id: account.id, provider, ext } },
          body: { settings },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [account.id, 'connections'] }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('publish.settings')}>
      <Group align="flex-end" gap="sm" mt="sm">
        {kSettings.map(([name, label]) => (
          <TextInput
            key={name}
            size="xs"
            dir="ltr"
            label={t(label)}
            value={settings[name] ?? ''}
            onChange={(event) => setSettings({ ...settings, [name]: event.currentTarget.value })}
          />
        ))}
        <Button size="xs" variant="default" type="submit" loading={saving.isPending}>
          {t('publish.saveSettings')}
        </Button>
      </Group>
      {saving.error && <ProblemAlert error={saving.error} />}
    </form>
  );
}
