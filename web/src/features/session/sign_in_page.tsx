import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient, useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { ProblemAlert } from '~/parts/problem_alert';

import { DoorFrame } from './door_frame';
import { meQuery, signIn } from './queries';

export function SignInForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const signing = useMutation({
    mutationFn: () => signIn(email, password, code),
    onSuccess: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TextInput
          label={t('session.code')}
          description={t('session.codeHint')}
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {signing.error && <ProblemAlert error={signing.error} />}
        <Button type="submit" loading={signing.isPending} fullWidth>
          {t('session.signIn')}
        </Button>
      </Stack>
    </form>
  );
}

export function SignInPage() {
  const { t } = useTranslation();
  return (
    <DoorFrame title={t('session.signIn')}>
      <SignInForm />
      <Text size="xs" c="dimmed" mt="lg">
        {t('session.firstRunHint')}
      </Text>
    </DoorFrame>
  );
}
