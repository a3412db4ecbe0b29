import { Badge, Table, Text } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';

/** Each ad's share of the credit under each model, side by side. */
export function ModelTable({ models }: { models: readonly Schemas['ModelCredit'][] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const ads = [...new Set(models.flatMap((model) => model.credits.map((c) => c.ad_id)))];
  if (ads.length === 0) return <Text c="dimmed">{t('attribution.noTouches')}</Text>;
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table aria-label={t('attribution.models')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('attribution.model')}</Table.Th>
            {ads.map((ad) => (
              <Table.Th key={ad} ta="end">
                <bdi>{ad}</bdi>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {models.map((model) => (
            <Table.Tr key={model.model}>
              <Table.Td>
                {t(`attribution.modelName.${model.model}` as ParseKeys, {
                  defaultValue: model.model,
                })}{' '}
                {model.insufficient_data && (
                  <Badge color="gray">{t('attribution.insufficient')}</Badge>
                )}
              </Table.Td>
              {ads.map((ad) => {
                const credit = model.credits.find((one) => one.ad_id === ad);
                return (
                  <Table.Td key={ad} ta="end" className="tabular">
                    {credit ? format.percent(credit.share, 1) : '–'}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
