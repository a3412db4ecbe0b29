import { Alert, Button, Grid, Stack } from '@mantine/core';
import { IconMovieOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '~/api/problem';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Page } from '~/parts/page';

import { AdviceColumn } from './advice_column';
import { AnalyzePanel } from './analyze_panel';
import { ClipsPanel } from './clips_panel';
import { Player } from './player';
import { analysisQuery, assetQuery, timelineQuery, type Asset } from './queries';
import { ShotsPanel } from './shots_panel';
import { TimelinePanel } from './timeline_panel';

const route = getRouteApi('/studio/$assetId');
const kPoints = 400;
const kResolutionMin = 0.1;

/** One video: played, measured, advised. */
export function AssetPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { assetId } = route.useParams();
  const asset = useQuery(assetQuery(session, assetId));
  const { format } = session;
  return (
    <Page
      title={asset.data?.name ?? '…'}
      subtitle={
        asset.data && (
          <bdi>
            {[asset.data.mime, asset.data.video_codec, format.bytes(asset.data.size_bytes)]
              .filter((fact) => fact !== null)
              .join(' · ')}
          </bdi>
        )
      }
      actions={
        asset.data?.status === 'ready' &&
        asset.data.kind === 'video' &&
        session.may('publish') && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/publish" search={{ asset: assetId }} {...props} />}
          >
            {t('publish.make')}
          </Button>
        )
      }
    >
      <Answer query={asset} height={480}>
        {(data) => <AssetView asset={data} />}
      </Answer>
    </Page>
  );
}

function AssetView({ asset }: { asset: Asset }) {
  const { t } = useTranslation();
  const session = useSession();
  const video = useRef<HTMLVideoElement>(null);
  const analysis = useQuery({
    ...analysisQuery(session, asset.id),
    enabled: asset.status === 'ready' && asset.kind === 'video',
  });
  // A few hundred points are what a screen can show.
  const resolution = Math.max(kResolutionMin, (asset.duration_s ?? 0) / kPoints);
  const timeline = useQuery({
    ...timelineQuery(session, asset.id, Number(resolution.toFixed(2))),
    enabled: analysis.data !== undefined,
  });
  if (asset.status === 'rejected') {
    return (
      <Alert color="red" icon={<IconMovieOff aria-hidden />} title={t('studio.rejected')}>
        <bdi>{asset.error}</bdi>
      </Alert>
    );
  }
  const missing = analysis.error instanceof ApiProblem && analysis.error.status === 404;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack gap="md">
          <Player asset={asset} video={video} words={timeline.data?.words ?? []} />
          {missing ? (
            <AnalyzePanel asset={asset} />
          ) : (
            asset.kind === 'video' && (
              <Answer query={analysis} height={320}>
                {(data) => (
                  <>
                    <Answer query={timeline} height={320}>
                      {(series) => (
                        <TimelinePanel analysis={data} timeline={series} video={video} />
                      )}
                    </Answer>
                    <ShotsPanel analysis={data} asset={asset} video={video} />
                    <ClipsPanel asset={asset} video={video} />
                  </>
                )}
              </Answer>
            )
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        {analysis.data && <AdviceColumn asset={asset} analysis={analysis.data} video={video} />}
      </Grid.Col>
    </Grid>
  );
}
