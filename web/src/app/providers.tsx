import { DirectionProvider, MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiProblem, isTransient } from '~/api/problem';
import { meQuery } from '~/features/session/queries';
import { directionOf } from '~/i18n/language';
import type { Language } from '~/lib/format';

import { theme, variables } from './theme';

const kRetries = 2;

export function makeQueryClient(): QueryClient {
  // Whatever is told that nobody is signed in: the page asks to sign in, and keeps what is on it.
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.status === 401) {
      queries.setQueryData(meQuery.queryKey, null);
    }
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => isTransient(error) && failures < kRetries,
        refetchOnWindowFocus: true,
      },
    },
  });
  return queries;
}

/** The nonce that the server wrote into the page, for the styles which components make. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** What closes dialogs, named for those who do not see the cross. */
function closedBy(label: string) {
  const closes = { defaultProps: { closeButtonProps: { 'aria-label': label } } };
  return { components: { Modal: closes, Drawer: closes } };
}

export function Providers({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const close = t('frame.close');
  const themed = useMemo(() => mergeThemeOverrides(theme, closedBy(close)), [close]);
  const direction = directionOf(i18n.language as Language);
  return (
    <QueryClientProvider client={queries}>
      <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
        <MantineProvider
          theme={themed}
          cssVariablesResolver={variables}
          defaultColorScheme="auto"
          getStyleNonce={styleNonce}
        >
          <Notifications position="bottom-right" />
          {children}
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
