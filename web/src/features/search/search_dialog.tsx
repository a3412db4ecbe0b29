import { Group, Modal, NavLink, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

import { kSearchMin, searchQuery, type Found } from './queries';

const kPauseMs = 150;

/** Address of what shows a thing; a campaign is a row of the tree. */
function placeOf({ kind, id, title }: Found): string | null {
  if (kind === 'ad') return `/ads/${encodeURIComponent(id)}`;
  if (kind === 'decision') return `/ads/${encodeURIComponent(title)}?decision=${id}`;
  if (kind === 'asset') return `/studio/${id}`;
  if (kind === 'campaign') return `/campaigns?q=${encodeURIComponent(title)}`;
  if (kind === 'setting') return '/settings/account';
  return null;
}

type Props = { onClose: () => void };

/** Types, sees what is found, and goes there: Tab and Enter are enough. */
export function SearchDialog({ onClose }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), kPauseMs);
  const found = useQuery({ ...searchQuery(session, q), placeholderData: keepPreviousData });
  const results = q.length < kSearchMin ? [] : (found.data?.results ?? []);
  const nothing = q.length >= kSearchMin && found.isSuccess && results.length === 0;
  return (
    <Modal opened onClose={onClose} title={t('search.title')}>
      <Stack gap="sm">
        <TextInput
          aria-label={t('search.title')}
          placeholder={t('search.hint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          data-autofocus
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {found.error && <ProblemAlert error={found.error} />}
        <div role="status">{nothing && <Text c="dimmed">{t('search.nothing', { q })}</Text>}</div>
        <div>
          {results.map((one) => (
            <Result key={`${one.kind} ${one.id}`} found={one} onClose={onClose} />
          ))}
        </div>
      </Stack>
    </Modal>
  );
}

function Result({ found, onClose }: { found: Found; onClose: () => void }) {
  const { t } = useTranslation();
  const place = placeOf(found);
  const label = (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Text span truncate dir="auto">
        {found.title}
      </Text>
      <Text span size="xs" c="dimmed">
        {t(`search.kind.${found.kind}` as ParseKeys, { defaultValue: found.kind })}
      </Text>
    </Group>
  );
  const description = (
    <Text span size="xs" truncate dir="auto">
      {found.detail}
    </Text>
  );
  if (place === null) return <NavLink label={label} description={description} disabled />;
  return (
    <NavLink
      component={Link}
      to={place}
      label={label}
      description={description}
      onClick={onClose}
    />
  );
}
