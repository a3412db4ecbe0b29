import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { createApi, type Schemas } from '~/api/client';
import { Formatter, type Language } from '~/lib/format';

import { SessionContext, type Account, type Session } from './session';

type Props = { profile: Schemas['Profile']; account: Account; children: ReactNode };

export function SessionProvider({ profile, account, children }: Props) {
  const { i18n } = useTranslation();
  const session = useMemo<Session>(
    () => ({
      profile,
      account,
      api: createApi({ account: account.id, csrf: profile.csrf_token }),
      format: new Formatter(i18n.language as Language, account.time_zone),
      may: (scope) => profile.scopes.includes(scope),
    }),
    [profile, account, i18n.language],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}
