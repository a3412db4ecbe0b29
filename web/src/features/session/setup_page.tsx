import { Button, Fieldset, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { createApi, take } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import { ProblemAlert } from '~/parts/problem_alert';

import { DoorFrame } from './door_frame';
import { meQuery, signIn } from './queries';

const kCurrencies = Intl.supportedValuesOf('currency');
const kZones = Intl.supportedValuesOf('timeZone');
const kPasswordLengthMin = 12;

/** An id that a name suggests: "Iron Gym" is "iron-gym". */
export function idOf(name: string): string {
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return id.replaceAll(/^-+|-+$/g, '').slice(0, 32) || 'main';
}

const kEmpty = {
  name: '',
  email: '',
  password: '',
  account: '',
  currency: 'AED',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

async function setUp(token: string, form: typeof kEmpty): Promise<void> {
  const account = {
    id: idOf(form.account),
    name: form.account,
    currency: form.currency,
    time_zone: form.zone,
  };
  const { name, email, password } = form;
  await take(
    createApi().POST('/api/v1/setup', {
      body: { setup_token: token, email, password, name, account },
    }),
  );
  await signIn(email, password);
}

export function SetupPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form, setForm] = useState(kEmpty);
  const setting = useMutation({
    mutationFn: () => setUp(token, form),
    onSuccess: async () => {
      // The token is used up; the address should not offer it again.
      window.history.replaceState(null, '', window.location.pathname);
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setting.mutate();
  };
  const change = (part: Partial<typeof kEmpty>) => setForm((old) => ({ ...old, ...part }));
  const problem = setting.error instanceof ApiProblem ? setting.error : null;

  return (
    <DoorFrame title={t('setup.title')} subtitle={t('setup.subtitle')}>
      <form onSubmit={submit}>
        <Stack>
          <Fieldset legend={t('setup.you')}>
            <Stack gap="sm">
              <TextInput
                label={t('setup.name')}
                autoComplete="name"
                value={form.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <TextInput
                label={t('session.email')}
                type="email"
                autoComplete="username"
                required
                value={form.email}
                error={problem?.field('/email')}
                onChange={(event) => change({ email: event.currentTarget.value })}
              />
              <PasswordInput
                label={t('session.password')}
                description={t('setup.passwordHint', { count: kPasswordLengthMin })}
                autoComplete="new-password"
                minLength={kPasswordLengthMin}
                required
                value={form.password}
                error={problem?.field('/password')}
                onChange={(event) => change({ password: event.currentTarget.value })}
              />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('setup.account')}>
            <Stack gap="sm">
              <TextInput
                label={t('setup.accountName')}
                required
                value={form.account}
                error={problem?.field('/account/name') ?? problem?.field('/account/id')}
                onChange={(event) => change({ account: event.currentTarget.value })}
              />
              <Select
                label={t('setup.currency')}
                description={t('setup.currencyHint')}
                searchable
                allowDeselect={false}
                data={kCurrencies}
                value={form.currency}
                error={problem?.field('/account/currency')}
                onChange={(currency) => change({ currency: currency ?? kEmpty.currency })}
              />
              <Select
                label={t('setup.zone')}
                searchable
                allowDeselect={false}
                limit={100}
                data={kZones}
                value={form.zone}
                error={problem?.field('/account/time_zone')}
                onChange={(zone) => change({ zone: zone ?? kEmpty.zone })}
              />
            </Stack>
          </Fieldset>
          {setting.error && <ProblemAlert error={setting.error} />}
          <Button type="submit" loading={setting.isPending}>
            {t('setup.submit')}
          </Button>
        </Stack>
      </form>
    </DoorFrame>
  );
}
