import type { Analysis } from './analysis';
import type { Timeline } from './queries';

export type Block = { t0: number; t1: number; label: string };
export type Lane =
  | { kind: 'curve'; id: CurveId; values: readonly number[] }
  | { kind: 'blocks'; id: BlocksId; blocks: readonly Block[] }
  | { kind: 'ticks'; id: 'beats'; at: readonly number[] };
export type CurveId = 'attention' | 'motion' | 'face' | 'loudness';
export type BlocksId = 'shots' | 'words' | 'text' | 'cta' | 'psychology';

/** What was measured, lane by lane; a lane without anything is left out. */
export function lanesOf(analysis: Analysis, timeline: Timeline): Lane[] {
  const curve = (id: CurveId): Lane => ({ kind: 'curve', id, values: timeline[id] });
  const blocks = (id: BlocksId, of: readonly Block[]): Lane => ({ kind: 'blocks', id, blocks: of });
  const shots = analysis.shots?.shots ?? [];
  const lanes: Lane[] = [
    blocks(
      'shots',
      shots.map((shot) => ({ t0: shot.start_s, t1: shot.end_s, label: String(shot.i + 1) })),
    ),
    curve('attention'),
    curve('motion'),
    curve('face'),
    curve('loudness'),
    { kind: 'ticks', id: 'beats', at: timeline.beats },
    blocks(
      'words',
      timeline.words.map(({ t0, t1, text }) => ({ t0, t1, label: text })),
    ),
    blocks(
      'text',
      (analysis.text?.tracks ?? []).map(({ t0, t1, text }) => ({ t0, t1, label: text })),
    ),
    blocks(
      'cta',
      (analysis.cta?.spans ?? []).map(({ t0, t1, type }) => ({ t0, t1, label: type })),
    ),
    blocks(
      'psychology',
      (analysis.psychology?.placement ?? []).map(({ t0, t1, trigger }) => ({
        t0,
        t1,
        label: trigger,
      })),
    ),
  ];
  return lanes.filter((lane) =>
    lane.kind === 'curve'
      ? lane.values.length > 0
      : lane.kind === 'blocks'
        ? lane.blocks.length > 0
        : lane.at.length > 0,
  );
}

/** The value of a curve at a time, and the block that covers it. */
export function readingAt(lane: Lane, t: number, resolution: number): number | string | null {
  if (lane.kind === 'curve') return lane.values[Math.floor(t / resolution)] ?? null;
  if (lane.kind === 'ticks') return null;
  return lane.blocks.find((block) => block.t0 <= t && t < block.t1)?.label ?? null;
}

/** A closed outline of a curve in a box of this size; the smallest value lies at the bottom. */
export function areaPath(values: readonly number[], width: number, height: number): string {
  if (values.length === 0) return '';
  const low = Math.min(0, ...values);
  const range = Math.max(...values) - low || 1;
  const step = width / Math.max(1, values.length - 1);
  const points = values.map(
    (value, at) =>
      `${(at * step).toFixed(1)},${(height - (height * (value - low)) / range).toFixed(1)}`,
  );
  return `M0,${height} L${points.join(' L')} L${width},${height} Z`;
}
