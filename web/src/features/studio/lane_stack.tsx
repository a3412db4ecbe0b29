import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import classes from './lane_stack.module.css';
import { LaneDrawing, kGutter, kLaneHeight } from './lane_drawing';
import { readingAt, type Lane } from './lanes';
import type { VideoRef } from './player';
import { seek } from './seek';

type Props = {
  lanes: readonly Lane[];
  duration: number;
  resolution: number;
  width: number;
  zoom: number;
  video: VideoRef;
};

/** The lanes under one cursor: it follows the player, and a click or a key moves the player. */
export function LaneStack({ lanes, duration, resolution, width, zoom, video }: Props) {
  const { t } = useTranslation();
  const { format } = useSession();
  const [at, setAt] = useState(0);
  const stack = useRef<HTMLDivElement>(null);
  const plotWidth = Math.max(100, (width - kGutter) * zoom);
  const height = lanes.length * kLaneHeight;

  useEffect(() => {
    const player = video.current;
    if (!player) return;
    const follow = () => setAt(player.currentTime);
    player.addEventListener('timeupdate', follow);
    player.addEventListener('seeking', follow);
    return () => {
      player.removeEventListener('timeupdate', follow);
      player.removeEventListener('seeking', follow);
    };
  }, [video]);

  const moveTo = useCallback(
    (seconds: number) => {
      const bounded = Math.min(duration, Math.max(0, seconds));
      setAt(bounded);
      seek(video, bounded);
    },
    [duration, video],
  );
  const onPointer = (event: PointerEvent) => {
    const box = stack.current?.getBoundingClientRect();
    if (!box || event.clientX - box.left < kGutter) return;
    moveTo(((event.clientX - box.left - kGutter) / plotWidth) * duration);
  };
  const onKey = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, at, duration, resolution);
    if (to === null) return;
    event.preventDefault();
    moveTo(to);
  };
  const readings = lanes
    .map((lane) => [t(`studio.lane.${lane.id}`), readingAt(lane, at, resolution)] as const)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) => `${name} ${typeof value === 'number' ? format.plain(value, 2) : value}`,
    );
  const said = [format.seconds(at, 2), ...readings].join(' · ');
  return (
    <>
      <div className={classes.scroller} dir="ltr">
        <div
          ref={stack}
          className={classes.stack}
          role="slider"
          tabIndex={0}
          aria-label={t('studio.cursor')}
          aria-valuemin={0}
          aria-valuemax={duration}
          aria-valuenow={at}
          aria-valuetext={said}
          onPointerDown={onPointer}
          onKeyDown={onKey}
        >
          <LaneDrawing lanes={lanes} duration={duration} width={plotWidth} />
          <div
            className={classes.cursor}
            style={{ left: kGutter + (plotWidth * at) / duration, height }}
          />
        </div>
      </div>
      <p className={classes.readings}>
        <bdi>{said}</bdi>
      </p>
    </>
  );
}

/** Where a key moves the cursor: steps, tenths, ends; null for keys that are not ours. */
export function keyTarget(
  key: string,
  at: number,
  duration: number,
  resolution: number,
): number | null {
  switch (key) {
    case 'ArrowRight':
      return at + resolution;
    case 'ArrowLeft':
      return at - resolution;
    case 'PageDown':
      return at + duration / 10;
    case 'PageUp':
      return at - duration / 10;
    case 'Home':
      return 0;
    case 'End':
      return duration;
    default:
      return null;
  }
}
