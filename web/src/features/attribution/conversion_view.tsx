import { Badge, Group, Stack, Table, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { NamedAd } from '~/features/ads/named_ad';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';
import { At } from '~/parts/since';

import { useMethodName } from './attribution_page';
import { ModelTable } from './model_table';
import { OverrideForm } from './override_form';
import { conversionQuery, pathQuery, type ConversionDetails } from './queries';

/** One conversion: the way to it, the evidence, each model's credit, and a correction. */
export function ConversionView({ id }: { id: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const details = useQuery(conversionQuery(session, id));
  const path = useQuery(pathQuery(session, id));
  return (
    <Stack gap="md">
      <Answer query={details} height={240}>
        {(data) => <Evidence details={data} />}
      </Answer>
      <Answer query={path} height={200}>
        {(data) => (
          <>
            <Panel title={t('attribution.path')}>
              <Touches touches={data.touches} />
            </Panel>
            <Panel title={t('attribution.models')} description={t('attribution.modelsHint')}>
              <ModelTable models={data.models} />
            </Panel>
          </>
        )}
      </Answer>
      <Answer query={details} height={120}>
        {(data) => (
          <>
            <CreditHistory sets={data.credit_sets} />
            {session.may('approve') && <OverrideForm id={id} />}
          </>
        )}
      </Answer>
    </Stack>
  );
}

function Evidence({ details: { evidence, conversion } }: { details: ConversionDetails }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const method = useMethodName();
  if (!evidence) return <Text c="dimmed">{t('attribution.noEvidence')}</Text>;
  const layers = [evidence.layer_1_result, evidence.layer_2_result, evidence.layer_3_result];
  return (
    <Panel
      title={t('attribution.evidence')}
      actions={<Badge>{method(conversion.attribution_method)}</Badge>}
    >
      <Text dir="auto" fw={560}>
        {evidence.reason}
      </Text>
      <Group gap="xs" mt="xs">
        {layers.map((result, at) => (
          <Badge key={at} color={result === 'success' ? 'sea' : 'gray'}>
            {t('attribution.layer', { n: at + 1 })}:{' '}
            {t(`attribution.result.${result}` as ParseKeys, { defaultValue: result })}
          </Badge>
        ))}
      </Group>
      {evidence.candidates.length > 0 && (
        <Table.ScrollContainer minWidth={320} mt="sm">
          <Table aria-label={t('attribution.candidates')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('attribution.candidates')}</Table.Th>
                <Table.Th>{t('decision.ad')}</Table.Th>
                <Table.Th ta="end">{t('attribution.score')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {evidence.candidates.map((candidate) => (
                <Table.Tr key={candidate.click_id}>
                  <Table.Td>
                    <bdi>{candidate.click_id}</bdi>{' '}
                    {candidate.click_id === evidence.attributed_click_id && (
                      <Badge>{t('attribution.chosen')}</Badge>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <bdi>{candidate.ad_id}</bdi>
                  </Table.Td>
                  <Table.Td ta="end">{format.plain(candidate.score, 3)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

function Touches({ touches }: { touches: readonly Schemas['Touch'][] }) {
  const { t } = useTranslation();
  if (touches.length === 0) return <Text c="dimmed">{t('attribution.noTouches')}</Text>;
  return (
    <Timeline active={touches.length} bulletSize={14} lineWidth={2}>
      {touches.map((touch) => (
        <Timeline.Item
          key={touch.click_id}
          title={<NamedAd id={touch.ad_id} name={touch.ad_name} />}
        >
          <Text size="xs" c="dimmed">
            <At at={touch.at} /> · <bdi>{touch.click_id}</bdi>
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

function CreditHistory({ sets }: { sets: readonly Schemas['CreditSet'][] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('attribution.history')}>
      <Stack gap="xs">
        {sets.map((set) => (
          <div key={set.seq}>
            <Text fw={560} dir="auto">
              {set.reason}
            </Text>
            <Text size="xs" c="dimmed">
              <At at={set.at} /> · {set.origin} · {set.model}
              {set.actor !== null && (
                <>
                  {' · '}
                  <bdi>{set.actor}</bdi>
                </>
              )}
            </Text>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
