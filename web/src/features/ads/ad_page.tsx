import { Grid, Group, Stack, Text } from '@mantine/core';
import { IconAd2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { adDaysQuery, adQuery } from '~/features/campaigns/queries';
import { decisionQuery, decisionsOfAdQuery, type Decision } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { Page } from '~/parts/page';
import { Panel } from '~/parts/panel';
import { Since } from '~/parts/since';

import { AdDays } from './ad_days';
import { AdHistory } from './ad_history';
import { EvidencePanel } from './evidence_panel';
import { GateLadder } from './gate_ladder';
import { PolicyPanel } from './policy_panel';
import { RoasInterval } from './roas_interval';
import { VerdictPanel } from './verdict_panel';

const route = getRouteApi('/ads/$adId');

/** One ad: what is decided of it, why, how sure that is, and what would change it. */
export function AdPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { adId } = route.useParams();
  const { decision: wanted } = route.useSearch();
  // A change of a budget names its ad set: the ad is that of the decision behind it.
  const asked = useQuery({
    ...decisionQuery(session, wanted ?? ''),
    enabled: wanted !== undefined,
  });
  const id = asked.data?.ad_id ?? adId;
  const history = useQuery(decisionsOfAdQuery(session, id));
  // Only of an ad that a connected platform reports.
  const ad = useQuery(adQuery(session, id));
  const days = useQuery({ ...adDaysQuery(session, id), enabled: ad.data !== undefined });
  const policy = ad.data && session.may('approve') && <PolicyPanel ad={id} />;
  return (
    <Page
      title={ad.data?.name ?? id}
      subtitle={
        <>
          {ad.data && (
            <>
              <bdi>{id}</bdi> ·{' '}
            </>
          )}
          {t('ad.subtitle')}
        </>
      }
    >
      {ad.data && (
        <Answer query={days} height={240}>
          {(page) => <AdDays ad={ad.data} days={page.items} />}
        </Answer>
      )}
      <Answer query={history} height={480}>
        {(page) => {
          const shown = wanted ?? page.items[0]?.id;
          if (shown === undefined) {
            return (
              <>
                <EmptyState icon={IconAd2} title={t('ad.none')}>
                  {t('ad.noneHint')}
                </EmptyState>
                {policy}
              </>
            );
          }
          return (
            <Stack gap="lg">
              <ShownDecision id={shown} />
              {policy}
              <AdHistory lines={page.items} shown={shown} />
            </Stack>
          );
        }}
      </Answer>
    </Page>
  );
}

function ShownDecision({ id }: { id: string }) {
  const session = useSession();
  const decision = useQuery(decisionQuery(session, id));
  return (
    <Answer query={decision} height={480}>
      {(data) => <Explanation decision={data} />}
    </Answer>
  );
}

function Explanation({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="md">
          <VerdictPanel decision={decision} />
          <Panel title={t('ad.belief')} description={t('ad.beliefHint')}>
            <RoasInterval metrics={decision.metrics} />
          </Panel>
          <EvidencePanel decision={decision} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Panel
          title={t('ad.gates')}
          description={
            <Group gap={6}>
              <Text inherit>{t('ad.gatesHint')}</Text>
              <Since at={decision.inputs.data_as_of} />
            </Group>
          }
        >
          <GateLadder fired={decision.gates} kills={decision.triggered} />
        </Panel>
      </Grid.Col>
    </Grid>
  );
}
