import { ActionIcon } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

// Loaded when it is asked for: it is no part of a first page.
const SearchDialog = lazy(async () => ({
  default: (await import('./search_dialog')).SearchDialog,
}));

/** On every page. */
export function SearchButton() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('search.title')}
        aria-keyshortcuts="Control+K"
        onClick={open}
      >
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
      {opened && (
        <Suspense fallback={null}>
          <SearchDialog onClose={close} />
        </Suspense>
      )}
    </>
  );
}
