import { ActionIcon, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconUser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { take } from '~/api/client';
import { StopButton } from '~/features/executor/stop_button';
import { LiveMark } from '~/features/live/live_mark';
import { SearchButton } from '~/features/search/search_button';
import { meQuery } from '~/features/session/queries';
import { useSession } from '~/features/session/session';
import { LanguagePicker } from '~/parts/language_picker';
import { ThemeToggle } from '~/parts/theme_toggle';

import { useAccountChoice } from './account_choice';

export function HeaderTools() {
  return (
    <Group gap={4} wrap="nowrap">
      <LiveMark />
      <SearchButton />
      <StopButton />
      <AccountSwitcher />
      <Group gap={4} wrap="nowrap" visibleFrom="sm">
        <LanguagePicker />
        <ThemeToggle />
      </Group>
      <UserMenu />
    </Group>
  );
}

function AccountSwitcher() {
  const { t } = useTranslation();
  const { profile, account } = useSession();
  const [, choose] = useAccountChoice();
  const queries = useQueryClient();
  const change = (id: string) => {
    if (id === account.id) return;
    // Nothing of the other account stays in memory; who is signed in does.
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    choose(id);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t('frame.account', { name: account.name })}
          maw={{ base: 104, sm: 260 }}
        >
          {/* In a hand there is room for one of both, and the mark must not be missed. */}
          <Text span truncate dir="auto" size="sm" {...(account.is_demo && { visibleFrom: 'sm' })}>
            {account.name}
          </Text>
          {account.is_demo && <Badge ms={{ base: 0, sm: 6 }}>{t('frame.demo')}</Badge>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.accounts')}</Menu.Label>
        {profile.accounts.map((other) => (
          <Menu.Item
            key={other.id}
            onClick={() => change(other.id)}
            aria-current={other.id === account.id}
            rightSection={
              <Text size="xs" c="dimmed">
                {other.currency}
              </Text>
            }
          >
            <bdi>{other.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function UserMenu() {
  const { t } = useTranslation();
  const { api, profile, account } = useSession();
  const queries = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => take(api.POST('/api/v1/auth/logout')),
    onSuccess: () => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, null);
      window.location.assign('/');
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('frame.user')}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{profile.user.name || profile.user.email}</bdi>
          <br />
          {t('frame.role', { role: account.role })}
        </Menu.Label>
        <Menu.Item component="a" href="/docs">
          {t('frame.docs')}
        </Menu.Item>
        <Menu.Item onClick={() => leaving.mutate()}>{t('frame.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
