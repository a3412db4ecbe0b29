import type { VideoRef } from './player';

/** Shows another moment of the video. */
export function seek(video: VideoRef, seconds: number): void {
  if (video.current) video.current.currentTime = seconds;
}

/** Plays from a moment on. */
export function playFrom(video: VideoRef, seconds: number): void {
  seek(video, seconds);
  // A browser may refuse to play what nobody has touched; the frame is shown all the same.
  video.current?.play().catch(() => undefined);
}
