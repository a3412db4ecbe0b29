import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { label: string; name: string; text: string; onConfirm: () => void };

/** A button for what cannot be undone: whoever presses it types the name of what will be gone. */
export function ConfirmByName({ label, name, text, onConfirm }: Props) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const [typed, setTyped] = useState('');
  const confirm = () => {
    close();
    setTyped('');
    onConfirm();
  };
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={label}>
        <Stack gap="sm">
          <Text>{text}</Text>
          <TextInput
            label={t('confirm.type', { name })}
            dir="auto"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('confirm.cancel')}
            </Button>
            <Button color="red" disabled={typed !== name} onClick={confirm}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
