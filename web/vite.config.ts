import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { firstPageWeight } from './first_page_weight.ts';

// Nothing is inlined: the server's Content-Security-Policy allows files of its own and styles that
// carry the nonce which it writes in place of the mark.
export default defineConfig({
  plugins: [react(), firstPageWeight()],
  resolve: { alias: { '~': new URL('./src', import.meta.url).pathname } },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    assetsInlineLimit: 0,
    target: 'es2023',
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*_test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
