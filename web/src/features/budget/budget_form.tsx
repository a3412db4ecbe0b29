import { Button, Group, Paper, Pill, PillGroup, Text, TextInput } from '@mantine/core';
import { IconPlayerPlay, IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { minorUnits } from '~/lib/format';

import type { ChangeWishes, Wishes } from './wishes';

type Props = {
  wishes: Wishes;
  onChange: ChangeWishes;
  pending: boolean;
  onRun: (dryRun: boolean) => void;
};

/** What the run is asked: how much in all, which ads stay out, which keep what they have. */
export function BudgetForm({ wishes, onChange, pending, onRun }: Props) {
  const { t } = useTranslation();
  const { account, format, may } = useSession();
  const wrongTotal = wishes.total !== '' && minorUnits(wishes.total, account.currency) === null;
  const wrongSeed = wishes.seed !== '' && !/^\d+$/.test(wishes.seed);
  const allowed = may('decide');
  const without = (ad: string) => onChange({ excluded: wishes.excluded.filter((x) => x !== ad) });
  const unpinned = (ad: string) =>
    onChange({ pinned: new Map([...wishes.pinned].filter(([pinned]) => pinned !== ad)) });
  return (
    <Paper component="form" onSubmit={(event) => event.preventDefault()}>
      <Group align="flex-start" gap="md">
        <TextInput
          label={t('budget.total', { currency: account.currency })}
          description={t('budget.totalHint')}
          inputMode="decimal"
          value={wishes.total}
          error={wrongTotal && t('budget.notAnAmount', { currency: account.currency })}
          onChange={(event) => onChange({ total: event.currentTarget.value })}
        />
        <TextInput
          label={t('budget.seed')}
          description={t('budget.seedHint')}
          inputMode="numeric"
          value={wishes.seed}
          error={wrongSeed && t('budget.notASeed')}
          onChange={(event) => onChange({ seed: event.currentTarget.value })}
        />
        <Group gap="xs" mt={{ base: 0, sm: 44 }}>
          <Button
            type="submit"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={pending}
            disabled={!allowed || wrongTotal || wrongSeed}
            onClick={() => onRun(true)}
          >
            {t('budget.preview')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            disabled={!allowed || pending || wrongTotal || wrongSeed}
            onClick={() => onRun(false)}
          >
            {t('budget.keep')}
          </Button>
        </Group>
      </Group>
      {!allowed && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('budget.notAllowed')}
        </Text>
      )}
      {wishes.excluded.length + wishes.pinned.size > 0 && (
        <PillGroup mt="sm">
          {wishes.excluded.map((ad) => (
            <Pill
              key={ad}
              withRemoveButton
              onRemove={() => without(ad)}
              removeButtonProps={{ 'aria-label': t('budget.include', { ad }) }}
            >
              {t('budget.excluded', { ad })}
            </Pill>
          ))}
          {[...wishes.pinned].map(([ad, amount_minor]) => (
            <Pill
              key={ad}
              withRemoveButton
              onRemove={() => unpinned(ad)}
              removeButtonProps={{ 'aria-label': t('budget.unpin', { ad }) }}
            >
              {t('budget.pinned', {
                ad,
                amount: format.money({ amount_minor, currency: account.currency }),
              })}
            </Pill>
          ))}
        </PillGroup>
      )}
    </Paper>
  );
}
