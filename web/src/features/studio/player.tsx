import { Alert, Paper } from '@mantine/core';
import { IconMovieOff } from '@tabler/icons-react';
import { useEffect, useMemo, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import { captionsOf } from './captions';
import classes from './player.module.css';
import { mediaUrl, type Asset, type Timeline } from './queries';

export type VideoRef = RefObject<HTMLVideoElement | null>;

type Props = { asset: Asset; video: VideoRef; words: Timeline['words'] };

/** Plays the file as it was uploaded, with what was heard as captions. */
export function Player({ asset, video, words }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const [failed, setFailed] = useState(false);
  const captions = useMemo(
    () => URL.createObjectURL(new Blob([captionsOf(words)], { type: 'text/vtt' })),
    [words],
  );
  useEffect(() => () => URL.revokeObjectURL(captions), [captions]);
  if (asset.content_url === null) return null;
  const source = mediaUrl(session, asset.content_url);
  if (asset.kind !== 'video') {
    return (
      <Paper p={0} className={classes.frame}>
        <img src={source} alt={asset.name} className={classes.media} />
      </Paper>
    );
  }
  return (
    <Paper p={0} className={classes.frame}>
      <video
        ref={video}
        className={classes.media}
        src={source}
        controls
        preload="metadata"
        playsInline
        aria-label={asset.name}
        onError={() => setFailed(true)}
      >
        <track kind="captions" src={captions} label={t('studio.captions')} default />
      </video>
      {failed && (
        <Alert color="yellow" icon={<IconMovieOff aria-hidden />} radius={0}>
          {t('studio.cannotPlay', { codec: asset.video_codec ?? '?' })}
        </Alert>
      )}
    </Paper>
  );
}
