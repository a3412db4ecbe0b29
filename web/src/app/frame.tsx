import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useMatchRoute, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { LanguagePicker } from '~/parts/language_picker';
import { Logo } from '~/parts/logo';
import { ThemeToggle } from '~/parts/theme_toggle';

import { DemoBanner } from './demo_banner';
import classes from './frame.module.css';
import { HeaderTools } from './header_tools';
import { Shortcuts } from './shortcuts';
import { kNavigation, type NavigationItem } from './navigation';

/** Header, navigation and the page. */
export function Frame() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [path, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href="#main" className={classes.skip}>
        {t('frame.skip')}
      </a>
      <AppShell.Header className={classes.bar}>
        <Group
          h="100%"
          px={{ base: 'xs', sm: 'md' }}
          justify="space-between"
          wrap="nowrap"
          gap="xs"
        >
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('frame.menu')}
            />
            <Link to="/" className={classes.home} aria-label={t('nav.overview')}>
              <Logo />
            </Link>
          </Group>
          <HeaderTools />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.bar} aria-label={t('frame.navigation')}>
        <ScrollArea p="xs" type="auto">
          {kNavigation.map((group) => (
            <div key={group.label ?? 'first'} className={classes.group}>
              {group.label !== null && (
                <Text size="xs" c="dimmed" fw={600} px="sm" pb={4}>
                  {t(group.label)}
                </Text>
              )}
              {group.items.map((item) => (
                <NavigationLink key={item.label} item={item} />
              ))}
            </div>
          ))}
        </ScrollArea>
        <Group hiddenFrom="sm" p="sm" gap={4}>
          <LanguagePicker />
          <ThemeToggle />
        </Group>
      </AppShell.Navbar>
      <Shortcuts />
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <DemoBanner />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function NavigationLink({ item }: { item: NavigationItem }) {
  const { t } = useTranslation();
  const matches = useMatchRoute();
  const active = matches({ to: item.to, fuzzy: item.to !== '/' }) !== false;
  const Icon = item.icon;
  return (
    <NavLink
      component={Link}
      to={item.to}
      label={t(item.label)}
      leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
      active={active}
      className={classes.link}
    />
  );
}
