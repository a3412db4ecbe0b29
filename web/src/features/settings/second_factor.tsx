import { Anchor, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { meQuery } from '~/features/session/queries';
import { useSession } from '~/features/session/session';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';

type Change = Schemas['TotpChange'];

/** Codes of an app beside the password: begun, confirmed by a first code, ended by a code. */
export function SecondFactor() {
  const { t } = useTranslation();
  const { api, profile } = useSession();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const send = (body: Change) => take(api.POST('/api/v1/auth/totp', { body }));
  const beginning = useMutation({ mutationFn: () => send({ action: 'enroll' }) });
  const changing = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      setCode('');
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const enabled = profile.totp_enabled;
  const begun = enabled ? undefined : beginning.data;
  const codes = changing.data?.recovery_codes ?? [];
  const error = beginning.error ?? changing.error;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    changing.mutate({ action: enabled ? 'disable' : 'confirm', code });
  };
  return (
    <Panel title={t('you.factor')} description={t(enabled ? 'you.factorOn' : 'you.factorOff')}>
      <Stack gap="sm" align="flex-start">
        {begun?.secret && begun.uri && <Secret secret={begun.secret} uri={begun.uri} />}
        {codes.length > 0 && <RecoveryCodes codes={codes} />}
        {enabled || begun ? (
          <form onSubmit={submit}>
            <Group align="flex-end" gap="sm">
              <TextInput
                size="xs"
                w={220}
                label={t('session.code')}
                autoComplete="one-time-code"
                required
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              <Button size="xs" type="submit" loading={changing.isPending}>
                {t(enabled ? 'you.factorEnd' : 'you.factorConfirm')}
              </Button>
            </Group>
          </form>
        ) : (
          <Button size="xs" loading={beginning.isPending} onClick={() => beginning.mutate()}>
            {t('you.factorBegin')}
          </Button>
        )}
        {error && <ProblemAlert error={error} />}
      </Stack>
    </Panel>
  );
}

function Secret({ secret, uri }: { secret: string; uri: string }) {
  const { t } = useTranslation();
  return (
    <Text size="sm">
      {t('you.factorSecret')} <Code dir="ltr">{secret}</Code>{' '}
      <Anchor href={uri}>{t('you.factorOpen')}</Anchor>
    </Text>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm">{t('you.recovery')}</Text>
      <Code block dir="ltr">
        {codes.join('\n')}
      </Code>
    </div>
  );
}
