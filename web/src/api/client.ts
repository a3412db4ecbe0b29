import createClient, { type Client, type Middleware } from 'openapi-fetch';

import { ApiProblem, problemOf } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Amount = Schemas['Amount'];
export type Api = Client<paths>;

type Credentials = { account?: string | undefined; csrf?: string | undefined };

/** Names the account in every request, and proves to the server that it is this page that asks. */
function withCredentials({ account, csrf }: Credentials): Middleware {
  return {
    onRequest({ request }) {
      if (account !== undefined) request.headers.set('X-Account-Id', account);
      if (csrf !== undefined && request.method !== 'GET') {
        request.headers.set('X-CSRF-Token', csrf);
      }
      return request;
    },
    onError() {
      return new ApiProblem(0, { code: 'unreachable', detail: 'unreachable' });
    },
  };
}

export function createApi(credentials: Credentials = {}): Api {
  const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
  api.use(withCredentials(credentials));
  return api;
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer, or its problem thrown: what a query function returns. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}
