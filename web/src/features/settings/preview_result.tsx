import { Alert, Group, List, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { DecisionBadge, kVerdicts } from '~/parts/decision_badge';
import { Money } from '~/parts/money';

const kShown = 8;

/** What a change of the configuration would have made of the newest run and of the open deals. */
export function PreviewResult({ preview }: { preview: Schemas['ConfigPreview'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { changed, open_pipeline_value: deals } = preview;
  return (
    <Alert mt="sm" color="indigo" icon={<IconEye aria-hidden />} title={titleOf(preview, t)}>
      {deals && (
        <Text mb={4}>
          {t('preview.deals', {
            count: deals.deals,
            before: format.money(deals.before),
            after: format.money(deals.after),
          })}
        </Text>
      )}
      <List size="sm" listStyleType="none" spacing={4}>
        {changed.slice(0, kShown).map((ad) => (
          <List.Item key={ad.ad_id}>
            <Group gap={8}>
              <bdi>{ad.ad_id}</bdi>
              <Verdict of={ad.decision_before} /> <Money amount={ad.budget_before} c="dimmed" />
              <span aria-hidden>→</span>
              <Verdict of={ad.decision_after} /> <Money amount={ad.budget_after} fw={600} />
            </Group>
          </List.Item>
        ))}
      </List>
      {changed.length > kShown && (
        <Text c="dimmed">{t('preview.more', { count: changed.length - kShown })}</Text>
      )}
      {preview.warnings.map((warning) => (
        <Text key={warning} size="xs" c="dimmed" dir="ltr">
          {warning}
        </Text>
      ))}
    </Alert>
  );
}

function titleOf({ run_id, changed }: Schemas['ConfigPreview'], t: TFunction): string {
  if (run_id === null) return t('preview.noRun');
  return changed.length === 0 ? t('preview.same') : t('preview.changed', { count: changed.length });
}

function Verdict({ of }: { of: string }) {
  const known = kVerdicts.find((verdict) => verdict === of);
  return known ? <DecisionBadge verdict={known} /> : <span>{of}</span>;
}
