import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { kLanguages, speak } from '~/i18n/language';

export function LanguagePicker() {
  const { t, i18n } = useTranslation();
  return (
    <Menu>
      <Menu.Target>
        <Tooltip label={t('frame.language')}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('frame.language')}>
            <IconLanguage size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {kLanguages.map(({ value, label }) => (
          <Menu.Item
            key={value}
            lang={value}
            aria-current={i18n.language === value}
            onClick={() => void speak(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
