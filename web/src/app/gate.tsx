import { Center, Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { SessionProvider } from '~/features/session/provider';
import { linkCode, meQuery, setupToken } from '~/features/session/queries';
import type { Account } from '~/features/session/session';
import { SignInForm, SignInPage } from '~/features/session/sign_in_page';
import { ProblemAlert } from '~/parts/problem_alert';

import { useAccountChoice } from './account_choice';

// Once in the life of an installation, or of a link: the pages of all days do without them.
const SetupPage = lazy(async () => ({
  default: (await import('~/features/session/setup_page')).SetupPage,
}));
const LinkPage = lazy(async () => ({
  default: (await import('~/features/session/link_page')).LinkPage,
}));

function accountOf(profile: Schemas['Profile'], chosen: string | undefined): Account | undefined {
  return profile.accounts.find((account) => account.id === chosen) ?? profile.accounts[0];
}

/** Lets those in who are signed in; keeps what is on the page when a session ends under it. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const [known, setKnown] = useState<Schemas['Profile'] | null>(null);
  const [chosen] = useAccountChoice();
  if (me.data && me.data !== known) setKnown(me.data);

  const token = setupToken(window.location.hash);
  if (token !== null && !me.data) {
    return (
      <Suspense fallback={<Splash />}>
        <SetupPage token={token} />
      </Suspense>
    );
  }
  const code = linkCode(window.location.hash);
  if (code !== null) {
    return (
      <Suspense fallback={<Splash />}>
        <LinkPage code={code} />
      </Suspense>
    );
  }
  if (me.isPending) return <Splash />;
  if (me.error && !known) {
    return (
      <Center h="100dvh" p="md">
        <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />
      </Center>
    );
  }
  const profile = me.data ?? known;
  if (!profile) return <SignInPage />;
  const account = accountOf(profile, chosen);
  if (!account) return <Center h="100dvh">{t('frame.noAccount')}</Center>;
  return (
    <SessionProvider key={account.id} profile={profile} account={account}>
      {children}
      <Modal
        opened={me.data === null}
        onClose={() => undefined}
        withCloseButton={false}
        title={t('session.expired')}
      >
        <SignInForm />
      </Modal>
    </SessionProvider>
  );
}

function Splash() {
  return (
    <Center h="100dvh">
      <Loader size="sm" aria-hidden />
    </Center>
  );
}
