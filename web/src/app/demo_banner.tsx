import { Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useDemoMark } from '~/parts/demo_mark';

import classes from './frame.module.css';

/** On every page of a demo's account, and not to be closed: none of its figures are real. */
export function DemoBanner() {
  const { t } = useTranslation();
  if (useDemoMark() === null) return null;
  return (
    <Text size="xs" className={classes.demo} role="note">
      <IconFlask size={14} stroke={1.8} aria-hidden /> {t('frame.demoBanner')}
    </Text>
  );
}
