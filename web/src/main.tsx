import '~/app/mantine.css';
import '@mantine/notifications/styles.css';
import '~/app/fonts.css';
import '~/app/global.css';

import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';

import { Providers, makeQueryClient, styleNonce } from '~/app/providers';
import { router } from '~/app/router';
import { startLanguage, storedLanguage } from '~/i18n/language';

setNonce(styleNonce()); // for the style that keeps the page from scrolling behind a dialog
await startLanguage(storedLanguage());

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers queries={makeQueryClient()}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
