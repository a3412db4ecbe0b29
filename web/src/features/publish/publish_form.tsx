import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { ApiProblem } from '~/api/problem';
import { useSession } from '~/features/session/session';
import { minorUnits } from '~/lib/format';

import type { Platform, PublishRequest } from './queries';

const kPlatforms = ['meta', 'tiktok', 'google'] as const;
const kObjectives = ['awareness', 'traffic', 'engagement', 'leads', 'sales'] as const;

/** As they are typed or pasted: in capitals, each once. */
function codesOf(typed: readonly string[]): string[] {
  return [...new Set(typed.flatMap((text) => text.toUpperCase().match(/[^\s,]+/g) ?? []))];
}

type Props = {
  creativeId: string;
  problem: ApiProblem | null;
  onReady: (wish: PublishRequest) => void;
  onCancel: () => void;
};

/** What is asked of a publication: the campaign, its daily budget, and who is to see it. */
export function PublishForm({ creativeId, problem, onReady, onCancel }: Props) {
  const { t } = useTranslation();
  const { currency } = useSession().account;
  const [platforms, setPlatforms] = useState<Platform[]>(['meta']);
  const [name, setName] = useState('');
  const [objective, setObjective] = useState<PublishRequest['objective']>('leads');
  const [budget, setBudget] = useState('');
  const [countries, setCountries] = useState<string[]>([]);
  const [ages, setAges] = useState<{ from: number | string; to: number | string }>({
    from: 18,
    to: 65,
  });
  const [activate, setActivate] = useState(true);
  const amount_minor = minorUnits(budget, currency);
  const wrongBudget = budget !== '' && amount_minor === null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (amount_minor === null) return;
    onReady({
      creative_id: creativeId,
      platforms,
      name,
      objective,
      budget: { amount_minor, currency },
      targeting: { countries, age_min: Number(ages.from), age_max: Number(ages.to) },
      activate,
    });
  };
  return (
    <form onSubmit={submit}>
      <Checkbox.Group
        mb="sm"
        label={t('publish.platforms')}
        description={t('publish.platformsHint')}
        value={platforms}
        error={problem?.field('/platforms') ?? problem?.field('/creative_id')}
        onChange={(chosen) => setPlatforms(kPlatforms.filter((one) => chosen.includes(one)))}
      >
        <Group mt="xs" gap="md">
          {kPlatforms.map((one) => (
            <Checkbox key={one} value={one} label={t(`publish.platform.${one}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
        <TextInput
          label={t('publish.campaign')}
          required
          data-autofocus
          dir="auto"
          maxLength={200}
          value={name}
          error={problem?.field('/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('publish.budget', { currency })}
          required
          inputMode="decimal"
          value={budget}
          error={wrongBudget ? t('budget.notAnAmount', { currency }) : problem?.field('/budget')}
          onChange={(event) => setBudget(event.currentTarget.value)}
        />
        <Select
          label={t('publish.objective')}
          allowDeselect={false}
          data={kObjectives.map((value) => ({ value, label: t(`publish.objectives.${value}`) }))}
          value={objective}
          error={problem?.field('/objective')}
          onChange={(value) => value !== null && setObjective(value)}
        />
      </Group>
      <TagsInput
        mt="sm"
        label={t('publish.countries')}
        description={t('publish.countriesHint')}
        required
        splitChars={[',', ' ']}
        value={countries}
        error={problem?.field('/targeting')}
        onChange={(codes) => setCountries(codesOf(codes))}
      />
      <Group mt="sm" gap="sm" align="flex-end">
        <NumberInput
          w={110}
          label={t('publish.ageFrom')}
          min={13}
          max={65}
          value={ages.from}
          onChange={(from) => setAges((old) => ({ ...old, from }))}
        />
        <NumberInput
          w={110}
          label={t('publish.ageTo')}
          min={13}
          max={65}
          value={ages.to}
          onChange={(to) => setAges((old) => ({ ...old, to }))}
        />
      </Group>
      <Switch
        mt="md"
        label={t('publish.activate')}
        description={t('publish.activateHint')}
        checked={activate}
        onChange={(event) => setActivate(event.currentTarget.checked)}
      />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onCancel}>
          {t('confirm.cancel')}
        </Button>
        <Button type="submit" disabled={wrongBudget || platforms.length === 0}>
          {t('publish.goOn')}
        </Button>
      </Group>
    </form>
  );
}
