import 'i18next';

import type { en } from './en';

declare module 'i18next' {
  // An interface, because it adds to one.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}
