import {
  Alert,
  Badge,
  Button,
  Code,
  CopyButton,
  Group,
  MultiSelect,
  Stack,
  TextInput,
} from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { ConfirmByName } from '~/parts/confirm_by_name';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';
import { At, Since } from '~/parts/since';

import { keysQuery } from './queries';

type Key = Schemas['ApiKey'];

/** What programs sign in with. A key is shown once, when it is made. */
export function KeysPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { api, account } = session;
  const queries = useQueryClient();
  const keys = useQuery(keysQuery(session));
  const renew = () => queries.invalidateQueries({ queryKey: [account.id, 'api-keys'] });
  const making = useMutation({
    mutationFn: (draft: Schemas['KeyDraft']) => take(api.POST('/api/v1/api-keys', { body: draft })),
    onSuccess: renew,
  });
  const rotating = useMutation({
    mutationFn: (id: string) =>
      take(api.POST('/api/v1/api-keys/{id}/rotate', { params: { path: { id } } })),
    onSuccess: renew,
  });
  const revoking = useMutation({
    mutationFn: (id: string) =>
      take(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })),
    onSuccess: renew,
  });
  const made = rotating.data ?? making.data;
  const problem = making.error ?? rotating.error ?? revoking.error;
  return (
    <Stack gap="md">
      <KeyForm pending={making.isPending} onMake={(draft) => making.mutate(draft)} />
      {problem && <ProblemAlert error={problem} />}
      {made && <MadeKey made={made} />}
      <Answer query={keys} height={160}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState icon={IconKey} title={t('keys.none')}>
              {t('keys.noneHint')}
            </EmptyState>
          ) : (
            <KeyTable
              keys={page.items}
              onRotate={(id) => rotating.mutate(id)}
              onRevoke={(id) => revoking.mutate(id)}
            />
          )
        }
      </Answer>
    </Stack>
  );
}

function MadeKey({ made }: { made: Schemas['MadeKey'] }) {
  const { t } = useTranslation();
  return (
    <Alert color="sea" icon={<IconKey aria-hidden />} title={t('keys.once')}>
      <Group gap="xs">
        <Code dir="ltr">{made.key}</Code>
        <CopyButton value={made.key}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? t('keys.copied') : t('keys.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}

type FormProps = { pending: boolean; onMake: (draft: Schemas['KeyDraft']) => void };

function KeyForm({ pending, onMake }: FormProps) {
  const { t } = useTranslation();
  const { profile } = useSession();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onMake({ name, scopes });
  };
  return (
    <Panel title={t('keys.make')}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            size="xs"
            label={t('keys.name')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            size="xs"
            miw={240}
            label={t('keys.scopes')}
            data={[...profile.scopes]}
            value={scopes}
            onChange={setScopes}
          />
          <Button size="xs" type="submit" loading={pending} disabled={scopes.length === 0}>
            {t('keys.makeNow')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}

type TableProps = {
  keys: readonly Key[];
  onRotate: (id: string) => void;
  onRevoke: (id: string) => void;
};

function KeyTable({ keys, onRotate, onRevoke }: TableProps) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Key>[]>(
    () => [
      {
        id: 'name',
        header: t('keys.name'),
        value: (key) => key.name,
        cell: (key) => <bdi>{key.name}</bdi>,
      },
      {
        id: 'prefix',
        header: t('keys.prefix'),
        value: (key) => key.key_prefix,
        cell: (key) => <Code dir="ltr">{key.key_prefix}…</Code>,
      },
      {
        id: 'scopes',
        header: t('keys.scopes'),
        value: (key) => key.scopes.join(' '),
        cell: (key) => (
          <Group gap={4}>
            {key.scopes.map((scope) => (
              <Badge key={scope} color="gray">
                {scope}
              </Badge>
            ))}
          </Group>
        ),
      },
      {
        id: 'used',
        header: t('keys.used'),
        value: (key) => key.last_used_at,
        cell: (key) =>
          key.last_used_at === null ? t('keys.never') : <Since at={key.last_used_at} />,
      },
      {
        id: 'created',
        header: t('keys.created'),
        value: (key) => key.created_at,
        cell: (key) => <At at={key.created_at} />,
      },
      {
        id: 'state',
        header: t('keys.state'),
        value: (key) => key.revoked_at,
        cell: (key) =>
          key.revoked_at !== null ? (
            <Badge color="gray">{t('keys.revoked')}</Badge>
          ) : (
            <Group gap={6} wrap="nowrap">
              <Button size="compact-xs" variant="default" onClick={() => onRotate(key.id)}>
                {t('keys.rotate')}
              </Button>
              <ConfirmByName
                label={t('keys.revoke')}
                name={key.name}
                text={t('keys.revokeText')}
                onConfirm={() => onRevoke(key.id)}
              />
            </Group>
          ),
      },
    ],
    [t, onRotate, onRevoke],
  );
  return (
    <DataTable name={t('settings.keys')} columns={columns} rows={keys} rowKey={(key) => key.id} />
  );
}
