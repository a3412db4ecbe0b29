import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { isTransient } from '~/api/problem';
import { directionOf } from '~/i18n/language';
import type { Language } from '~/lib/format';

import { theme, variables } from './theme';

const kRetries = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => isTransient(error) && failures < kRetries,
        refetchOnWindowFocus: true,
      },
    },
  });
}

/** The nonce that the server wrote into the page, for the styles which components make. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

export function Providers({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  const { i18n } = useTranslation();
  const direction = directionOf(i18n.language as Language);
  return (
    <QueryClientProvider client={queries}>
      <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
        <MantineProvider
          theme={theme}
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
