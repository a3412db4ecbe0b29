import { createContext, useContext } from 'react';

import type { Api, Schemas } from '~/api/client';
import type { Formatter } from '~/lib/format';

export type Account = Schemas['MemberAccount'];
export type Scope =
  'read' | 'decide' | 'approve' | 'execute' | 'config' | 'admin' | 'media' | 'publish';

/** Who is signed in, which account is shown, and how to speak for both. */
export type Session = {
  profile: Schemas['Profile'];
  account: Account;
  api: Api;
  format: Formatter;
  /** Shows a control only to those whom the server will not refuse. */
  may: (scope: Scope) => boolean;
};

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a signed-in page');
  return session;
}
