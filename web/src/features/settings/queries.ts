import { queryOptions } from '@tanstack/react-query';

import { take } from '~/api/client';
import type { Session } from '~/features/session/session';

import { fieldsOf } from './schema_fields';

export const schemaQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'config', 'schema'],
    queryFn: async () =>
      fieldsOf(
        await take(
          api.GET('/api/v1/accounts/{id}/config/schema', { params: { path: { id: account.id } } }),
        ),
      ),
    staleTime: Infinity,
  });

export const configQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'config'],
    queryFn: () =>
      take(api.GET('/api/v1/accounts/{id}/config', { params: { path: { id: account.id } } })),
  });

export const historyQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'config', 'history'],
    queryFn: () =>
      take(
        api.GET('/api/v1/accounts/{id}/config/history', {
          params: { path: { id: account.id }, query: { limit: 100 } },
        }),
      ),
  });

export const usersQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'users'],
    queryFn: () => take(api.GET('/api/v1/users', { params: { query: { limit: 200 } } })),
  });

export const keysQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'api-keys'],
    queryFn: () => take(api.GET('/api/v1/api-keys', { params: { query: { limit: 200 } } })),
  });

export const connectionsQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'connections'],
    queryFn: () =>
      take(api.GET('/api/v1/accounts/{id}/connections', { params: { path: { id: account.id } } })),
  });

export const sessionsQuery = ({ api }: Session) =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: () => take(api.GET('/api/v1/auth/sessions', { params: { query: { limit: 200 } } })),
  });

/** The whole configuration as of a version; 412 when another one is in force. */
export function saveConfig(
  { api, account }: Session,
  patch: Record<string, unknown>,
  version: number,
) {
  return take(
    api.PATCH('/api/v1/accounts/{id}/config', {
      params: { path: { id: account.id } },
      headers: { 'If-Match': `"${version}"` },
      body: patch,
    }),
  );
}

/** What the newest kept run would have decided under a patch, and what open deals would be worth. */
export function previewConfig({ api, account }: Session, patch: Record<string, unknown>) {
  return take(
    api.POST('/api/v1/accounts/{id}/config/preview', {
      params: { path: { id: account.id } },
      body: patch,
    }),
  );
}

export function validateConfig({ api, account }: Session, patch: Record<string, unknown>) {
  return take(
    api.POST('/api/v1/accounts/{id}/config/validate', {
      params: { path: { id: account.id } },
      body: patch,
    }),
  );
}
