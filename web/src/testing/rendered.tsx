import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';

import type { Api } from '~/api/client';
import { makeQueryClient, Providers } from '~/app/providers';
import { SessionContext, type Account, type Session } from '~/features/session/session';
import { Formatter } from '~/lib/format';

type Answers = Record<string, unknown>;

/** An interface that answers "GET /path" with what is given for it, and 404 else. */
export function answering(answers: Answers, heard: unknown[] = []): Api {
  const call = (method: string) => (path: string, init?: { body?: unknown }) => {
    const key = `${method} ${path}`;
    heard.push(init?.body === undefined ? key : [key, init.body]);
    const data = answers[key];
    const known = data !== undefined;
    return Promise.resolve({
      ...(known ? { data } : { error: { code: 'not_found', detail: key } }),
      response: new Response(null, { status: known ? 200 : 404, headers: { ETag: '"1"' } }),
    });
  };
  return { GET: call('GET'), PUT: call('PUT'), POST: call('POST') } as unknown as Api;
}

const kAccount: Account = {
  id: 'gym',
  name: 'Gym',
  role: 'owner',
  currency: 'AED',
  time_zone: 'Asia/Dubai',
  is_demo: false,
};

type Given = { api?: Api; account?: Partial<Account>; may?: Session['may'] };

/** Draws a part of a page as somebody who is signed in sees it. */
export function rendered(part: ReactNode, given: Given = {}): RenderResult {
  const account = { ...kAccount, ...given.account };
  const session: Session = {
    profile: { user: {} } as Session['profile'],
    account,
    api: given.api ?? answering({}),
    format: new Formatter('en', account.time_zone),
    may: given.may ?? (() => true),
  };
  return render(
    <Providers queries={makeQueryClient()}>
      <SessionContext value={session}>{part}</SessionContext>
    </Providers>,
  );
}
