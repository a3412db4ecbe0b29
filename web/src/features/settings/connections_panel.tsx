import { Badge, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { ConfirmByName } from '~/parts/confirm_by_name';
import { EmptyState } from '~/parts/empty_state';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';
import { Since } from '~/parts/since';

import { PublishSettings } from './publish_settings';
import { connectionsQuery } from './queries';

/** Outside accounts that this one is linked to; secrets go in and never come out. */
export function ConnectionsPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const connections = useQuery(connectionsQuery(session));
  return (
    <Stack gap="md">
      <Answer query={connections} height={160}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState icon={IconPlugConnected} title={t('connections.none')}>
              {t('connections.noneHint')}
            </EmptyState>
          ) : (
            page.items.map((one) => (
              <Linked key={`${one.provider}/${one.external_id}`} connection={one} />
            ))
          )
        }
      </Answer>
      <LinkForm />
    </Stack>
  );
}

function Linked({ connection }: { connection: Schemas['Connection'] }) {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: () =>
      take(
        api.DELETE('/api/v1/accounts/{id}/connections/{provider}/{ext}', {
          params: {
            path: { id: account.id, provider: connection.provider, ext: connection.external_id },
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [account.id, 'connections'] }),
  });
  return (
    <Panel
      title={connection.display_name ?? connection.provider}
      description={<bdi>{`${connection.provider} · ${connection.external_id}`}</bdi>}
      actions={
        <Group gap="xs">
          <Badge color={connection.status === 'active' ? 'sea' : 'orange'}>
            {connection.status}
          </Badge>
          <ConfirmByName
            label={t('connections.remove')}
            name={connection.external_id}
            text={t('connections.removeText')}
            onConfirm={() => removing.mutate()}
          />
        </Group>
      }
    >
      <Group gap="lg">
        {Object.entries(connection.credentials).map(([name, masked]) => (
          <Text key={name} size="xs" c="dimmed" dir="ltr">
            {name} <Code>{masked}</Code>
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          {connection.last_ok_at === null ? (
            t('connections.neverUsed')
          ) : (
            <>
              {t('connections.lastOk')} <Since at={connection.last_ok_at} />
            </>
          )}
        </Text>
      </Group>
      {connection.last_error !== null && (
        <Text c="red" mt="xs" dir="auto">
          {connection.last_error}
        </Text>
      )}
      <PublishSettings connection={connection} />
      {removing.error && <ProblemAlert error={removing.error} />}
    </Panel>
  );
}

const kEmpty = { provider: 'hubspot', ext: '', name: '', secrets: {} as Record<string, string> };
/** The secrets that a link is asked for; whether they will do is the server's to say. */
const kToken = [['access_token', 'connections.token']] as const;
const kOfGoogle = [
  ['developer_token', 'connections.developerToken'],
  ['client_id', 'connections.clientId'],
  ['client_secret', 'connections.clientSecret'],
  ['refresh_token', 'connections.refreshToken'],
] as const;

function LinkForm() {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const queries = useQueryClient();
  const [form, setForm] = useState(kEmpty);
  const asked = form.provider === 'google' ? kOfGoogle : kToken;
  const given = Object.fromEntries(
    asked.flatMap(([secret]) => {
      const text = form.secrets[secret] ?? '';
      return text === '' ? [] : [[secret, text]];
    }),
  );
  const linking = useMutation({
    mutationFn: () =>
      take(
        api.PUT('/api/v1/accounts/{id}/connections/{provider}/{ext}', {
          params: { path: { id: account.id, provider: form.provider, ext: form.ext } },
          body: {
            ...(form.name === '' ? {} : { display_name: form.name }),
            ...(Object.keys(given).length === 0 ? {} : { credentials: given }),
          },
        }),
      ),
    onSuccess: async () => {
      setForm(kEmpty);
      await queries.invalidateQueries({ queryKey: [account.id, 'connections'] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    linking.mutate();
  };
  const change = (part: Partial<typeof kEmpty>) => setForm((old) => ({ ...old, ...part }));
  return (
    <Panel title={t('connections.add')} description={t('connections.addHint')}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            size="xs"
            label={t('connections.provider')}
            required
            dir="ltr"
            value={form.provider}
            onChange={(event) => change({ provider: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('connections.id')}
            required
            dir="ltr"
            value={form.ext}
            onChange={(event) => change({ ext: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('connections.name')}
            value={form.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {asked.map(([secret, label]) => (
            <PasswordInput
              key={secret}
              size="xs"
              w={220}
              label={t(label)}
              autoComplete="off"
              value={form.secrets[secret] ?? ''}
              onChange={(event) =>
                change({ secrets: { ...form.secrets, [secret]: event.currentTarget.value } })
              }
            />
          ))}
          <Button size="xs" type="submit" loading={linking.isPending}>
            {t('connections.save')}
          </Button>
        </Group>
        {linking.error && <ProblemAlert error={linking.error} />}
      </form>
    </Panel>
  );
}
