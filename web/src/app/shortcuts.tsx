import { Kbd, Modal, Stack, Switch, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { kNavigation } from './navigation';

const kStored = 'gv-shortcuts';
const kSecondKeyMs = 1000;
const kItems = kNavigation.flatMap((group) => group.items);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main input[data-search]')?.focus();
}

/** Single keys: `g` and a letter go to a page, `/` searches, `?` lists them. They can be turned off. */
export function Shortcuts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [listed, { open, close }] = useDisclosure();
  const [on, setOn] = useState(() => localStorage.getItem(kStored) !== 'off');

  useEffect(() => {
    let goAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const item = kItems.find(({ key }) => key === event.key);
      if (event.key === '?') open();
      else if (!on) return;
      else if (event.key === '/') focusSearch();
      else if (event.timeStamp - goAt < kSecondKeyMs && item) void navigate({ to: item.to });
      else {
        goAt = event.key === 'g' ? event.timeStamp : 0;
        return;
      }
      goAt = 0;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [on, open, navigate]);

  const toggle = (next: boolean) => {
    setOn(next);
    localStorage.setItem(kStored, next ? 'on' : 'off');
  };
  return (
    <Modal opened={listed} onClose={close} title={t('keysList.title')}>
      <Stack gap="sm">
        <Switch
          label={t('keysList.on')}
          checked={on}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
        <Table>
          <Table.Tbody>
            {kItems.map((item) => (
              <Table.Tr key={item.key}>
                <Table.Td dir="ltr">
                  <Kbd>g</Kbd> <Kbd>{item.key}</Kbd>
                </Table.Td>
                <Table.Td>{t(item.label)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Td>
                <Kbd>/</Kbd>
              </Table.Td>
              <Table.Td>{t('table.search')}</Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Td dir="ltr">
                <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
              </Table.Td>
              <Table.Td>{t('search.title')}</Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Td dir="ltr">
                <Kbd>Shift</Kbd> <Kbd>Esc</Kbd>
              </Table.Td>
              <Table.Td>{t('stop.stop')}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Stack>
    </Modal>
  );
}
