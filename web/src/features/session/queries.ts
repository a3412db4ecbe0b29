import { queryOptions } from '@tanstack/react-query';

import { createApi, take } from '~/api/client';
import { ApiProblem } from '~/api/problem';

const api = createApi();

/** Who is signed in; null is nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    try {
      return await take(api.GET('/api/v1/auth/me'));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** `code` is that of a second factor; empty for who has none. */
export async function signIn(email: string, password: string, code = ''): Promise<void> {
  const totp = code.trim() || null;
  await take(api.POST('/api/v1/auth/login', { body: { email, password, totp } }));
}

/** Signs in by a code that is good once. */
export async function signInByCode(code: string): Promise<void> {
  await take(api.POST('/api/v1/auth/link', { body: { code } }));
}

/** The code of an invitation or of the link that the program prints; it is in the fragment. */
export function linkCode(hash: string): string | null {
  return /^#link=(.+)$/.exec(hash)?.[1] ?? null;
}

/** The single-use token of the link that a new server prints; it is in the fragment. */
export function setupToken(hash: string): string | null {
  return /^#setup=(.+)$/.exec(hash)?.[1] ?? null;
}
