import { Badge, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { meQuery } from '~/features/session/queries';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';
import { At, Since } from '~/parts/since';

import { sessionsQuery } from './queries';
import { SecondFactor } from './second_factor';

/** One's own name, password, second factor and sessions. */
export function YouPanel() {
  return (
    <Stack gap="md">
      <NameForm />
      <PasswordForm />
      <SecondFactor />
      <Sessions />
    </Stack>
  );
}

function NameForm() {
  const { t } = useTranslation();
  const { api, profile } = useSession();
  const queries = useQueryClient();
  const [name, setName] = useState(profile.user.name);
  const saving = useMutation({
    mutationFn: () => take(api.PATCH('/api/v1/auth/me', { body: { name } })),
    onSuccess: (changed) => queries.setQueryData(meQuery.queryKey, changed),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Panel title={t('you.profile')} description={<bdi>{profile.user.email}</bdi>}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            size="xs"
            label={t('setup.name')}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            size="xs"
            type="submit"
            disabled={name === profile.user.name}
            loading={saving.isPending}
          >
            {t('settings.save')}
          </Button>
        </Group>
        {saving.error && <ProblemAlert error={saving.error} />}
      </form>
    </Panel>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const { api } = useSession();
  const queries = useQueryClient();
  const [form, setForm] = useState({ current: '', new: '' });
  const saving = useMutation({
    mutationFn: () => take(api.POST('/api/v1/auth/password', { body: form })),
    onSuccess: async () => {
      setForm({ current: '', new: '' });
      notifications.show({ message: t('you.passwordChanged') });
      // A new session began with it, and so a new proof for requests that change something.
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Panel title={t('you.password')} description={t('you.passwordHint')}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <PasswordInput
            size="xs"
            w={220}
            label={t('you.current')}
            autoComplete="current-password"
            required
            value={form.current}
            onChange={(event) => setForm({ ...form, current: event.currentTarget.value })}
          />
          <PasswordInput
            size="xs"
            w={220}
            label={t('you.new')}
            autoComplete="new-password"
            required
            value={form.new}
            onChange={(event) => setForm({ ...form, new: event.currentTarget.value })}
          />
          <Button size="xs" type="submit" loading={saving.isPending}>
            {t('you.change')}
          </Button>
        </Group>
        {saving.error && <ProblemAlert error={saving.error} />}
      </form>
    </Panel>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const session = useSession();
  const { api } = session;
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery(session));
  const ending = useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/auth/sessions')),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me', 'sessions'] }),
  });
  const columns = useMemo<Column<Schemas['Session']>[]>(
    () => [
      {
        id: 'agent',
        header: t('you.browser'),
        value: (one) => one.user_agent,
        cell: (one) => (
          <Group gap={6}>
            <Text size="xs" lineClamp={1} dir="ltr">
              {one.user_agent ?? '–'}
            </Text>
            {one.current && <Badge>{t('you.this')}</Badge>}
          </Group>
        ),
      },
      { id: 'ip', header: t('audit.from'), value: (one) => one.ip_prefix },
      {
        id: 'seen',
        header: t('you.seen'),
        value: (one) => one.last_seen_at,
        cell: (one) => <Since at={one.last_seen_at} />,
      },
      {
        id: 'expires',
        header: t('you.expires'),
        value: (one) => one.expires_at,
        cell: (one) => <At at={one.expires_at} />,
      },
    ],
    [t],
  );
  return (
    <Panel
      title={t('you.sessions')}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={ending.isPending}
          onClick={() => ending.mutate()}
        >
          {t('you.endOthers')}
        </Button>
      }
    >
      {ending.error && <ProblemAlert error={ending.error} />}
      <Answer query={sessions} height={120}>
        {(page) => (
          <DataTable
            name={t('you.sessions')}
            columns={columns}
            rows={page.items}
            rowKey={(one) => one.id}
          />
        )}
      </Answer>
    </Panel>
  );
}
