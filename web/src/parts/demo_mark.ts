import { useContext } from 'react';
import { useTranslation } from 'react-i18next';

import { SessionContext } from '~/features/session/session';

/** What is written on every file that is saved from a demo's account; null on real ones. */
export function useDemoMark(): string | null {
  const { t } = useTranslation();
  return useContext(SessionContext)?.account.is_demo ? t('frame.demoMark') : null;
}
