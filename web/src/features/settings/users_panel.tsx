import { Alert, Button, Code, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { ConfirmByName } from '~/parts/confirm_by_name';
import { DataTable, type Column } from '~/parts/data_table';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';
import { At, Since } from '~/parts/since';

import { usersQuery } from './queries';

type User = Schemas['AccountUser'];

const kRoles = ['viewer', 'analyst', 'operator', 'admin', 'owner'] as const;

function useRoles() {
  const { t } = useTranslation();
  return kRoles.map((value) => ({ value, label: t(`users.roles.${value}`) }));
}

/** Who belongs to the account, and what their role lets them do. */
export function UsersPanel() {
  const session = useSession();
  const { api, account } = session;
  const queries = useQueryClient();
  const users = useQuery(usersQuery(session));
  const renew = () => queries.invalidateQueries({ queryKey: [account.id, 'users'] });
  const changing = useMutation({
    mutationFn: ({ id, role }: { id: string; role: string }) =>
      take(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { role } })),
    onSuccess: renew,
  });
  const removing = useMutation({
    mutationFn: (id: string) =>
      take(api.DELETE('/api/v1/users/{id}', { params: { path: { id } } })),
    onSuccess: renew,
  });
  const problem = changing.error ?? removing.error;
  return (
    <Stack gap="md">
      <InviteForm onInvited={() => void renew()} />
      {problem && <ProblemAlert error={problem} />}
      <Answer query={users} height={160}>
        {(page) => (
          <UserTable
            users={page.items}
            onRole={(id, role) => changing.mutate({ id, role })}
            onRemove={(id) => removing.mutate(id)}
          />
        )}
      </Answer>
    </Stack>
  );
}

function InviteForm({ onInvited }: { onInvited: () => void }) {
  const { t } = useTranslation();
  const { api } = useSession();
  const roles = useRoles();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<string>('analyst');
  const inviting = useMutation({
    mutationFn: () => take(api.POST('/api/v1/users', { body: { email, role } })),
    onSuccess: () => {
      setEmail('');
      onInvited();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  const invited = inviting.data;
  return (
    <Panel title={t('users.invite')}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            size="xs"
            type="email"
            label={t('session.email')}
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            size="xs"
            w={260}
            label={t('users.role')}
            allowDeselect={false}
            data={roles}
            value={role}
            onChange={(next) => setRole(next ?? 'analyst')}
          />
          <Button size="xs" type="submit" loading={inviting.isPending}>
            {t('users.inviteNow')}
          </Button>
        </Group>
      </form>
      {inviting.error && <ProblemAlert error={inviting.error} />}
      {invited && (
        <Alert
          mt="sm"
          color="sea"
          icon={<IconLink aria-hidden />}
          title={t(invited.invite_url === null ? 'users.added' : 'users.once', {
            email: invited.user.email,
          })}
        >
          {invited.invite_url !== null && (
            <Code dir="ltr">{new URL(invited.invite_url, window.location.origin).href}</Code>
          )}
        </Alert>
      )}
    </Panel>
  );
}

type TableProps = {
  users: readonly User[];
  onRole: (id: string, role: string) => void;
  onRemove: (id: string) => void;
};

function UserTable({ users, onRole, onRemove }: TableProps) {
  const { t } = useTranslation();
  const roles = useRoles();
  const columns = useMemo<Column<User>[]>(
    () => [
      {
        id: 'email',
        header: t('session.email'),
        value: (user) => user.email,
        cell: (user) => <bdi>{user.email}</bdi>,
      },
      {
        id: 'name',
        header: t('setup.name'),
        value: (user) => user.name,
        cell: (user) => <bdi>{user.name}</bdi>,
      },
      {
        id: 'role',
        header: t('users.role'),
        width: 260,
        value: (user) => user.role,
        cell: (user) => (
          <Select
            size="xs"
            aria-label={t('users.roleOf', { email: user.email })}
            allowDeselect={false}
            data={roles}
            value={user.role}
            onChange={(role) => role !== null && onRole(user.id, role)}
          />
        ),
      },
      {
        id: 'login',
        header: t('users.lastLogin'),
        value: (user) => user.last_login_at,
        cell: (user) =>
          user.last_login_at === null ? t('keys.never') : <Since at={user.last_login_at} />,
      },
      {
        id: 'since',
        header: t('keys.created'),
        value: (user) => user.member_since,
        cell: (user) => <At at={user.member_since} />,
      },
      {
        id: 'remove',
        header: t('keys.state'),
        value: () => null,
        cell: (user) => (
          <ConfirmByName
            label={t('users.remove')}
            name={user.email}
            text={t('users.removeText')}
            onConfirm={() => onRemove(user.id)}
          />
        ),
      },
    ],
    [t, roles, onRole, onRemove],
  );
  return (
    <DataTable
      name={t('settings.users')}
      columns={columns}
      rows={users}
      rowKey={(user) => user.id}
    />
  );
}
