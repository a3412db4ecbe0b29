import { Indicator, Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useLive } from './use_live';

const kColours = { live: 'teal', polling: 'yellow', offline: 'red' } as const;

/** Whether the page is told what happens, asks for it, or cannot. */
export function LiveMark() {
  const { t } = useTranslation();
  const state = useLive();
  return (
    <Tooltip label={t(`live.${state}`)}>
      <UnstyledButton role="status" aria-label={t(`live.${state}`)} px={10} tabIndex={-1}>
        <Indicator color={kColours[state]} size={8} position="middle-center" processing={false}>
          <span />
        </Indicator>
      </UnstyledButton>
    </Tooltip>
  );
}
