import { memo } from 'react';
import { useTranslation } from 'react-i18next';

import { areaPath, type Block, type CurveId, type Lane } from './lanes';

export const kGutter = 96;
export const kLaneHeight = 44;
const kPad = 6;
const kTextWidth = 6.4; // of a letter at this size, about

const kColours: Record<CurveId, string> = {
  attention: 'var(--gv-series-1)',
  motion: 'var(--gv-series-2)',
  face: 'var(--gv-series-4)',
  loudness: 'var(--gv-series-3)',
};

type Props = { lanes: readonly Lane[]; duration: number; width: number };

/** The lanes as one drawing, which does not change while the cursor moves. */
export const LaneDrawing = memo(function LaneDrawing({ lanes, duration, width }: Props) {
  const { t } = useTranslation();
  const height = lanes.length * kLaneHeight;
  return (
    <svg width={kGutter + width} height={height} aria-hidden style={{ display: 'block' }}>
      {lanes.map((lane, row) => (
        <g key={lane.id} transform={`translate(0 ${row * kLaneHeight})`}>
          <line x1={0} x2={kGutter + width} y1={0} y2={0} stroke="var(--gv-line)" />
          <text x={4} y={kLaneHeight / 2 + 4} fontSize={11} fill="var(--mantine-color-dimmed)">
            {t(`studio.lane.${lane.id}`)}
          </text>
          <g transform={`translate(${kGutter} ${kPad})`}>
            <LaneContent lane={lane} duration={duration} width={width} />
          </g>
        </g>
      ))}
    </svg>
  );
});

type ContentProps = { lane: Lane; duration: number; width: number };

function LaneContent({ lane, duration, width }: ContentProps) {
  const inner = kLaneHeight - 2 * kPad;
  const x = (seconds: number) => (width * seconds) / duration;
  if (lane.kind === 'curve') {
    return (
      <path
        d={areaPath(lane.values, width, inner)}
        fill={kColours[lane.id]}
        fillOpacity={0.25}
        stroke={kColours[lane.id]}
        strokeWidth={1.2}
      />
    );
  }
  if (lane.kind === 'ticks') {
    return (
      <g stroke="var(--gv-neutral)">
        {lane.at.map((seconds) => (
          <line key={seconds} x1={x(seconds)} x2={x(seconds)} y1={8} y2={inner - 8} />
        ))}
      </g>
    );
  }
  return (
    <g>
      {lane.blocks.map((block) => (
        <BlockDrawing
          key={`${block.t0}-${block.t1}`}
          block={block}
          x={x(block.t0)}
          width={x(block.t1) - x(block.t0)}
          height={inner}
        />
      ))}
    </g>
  );
}

type BlockProps = { block: Block; x: number; width: number; height: number };

function BlockDrawing({ block, x, width, height }: BlockProps) {
  const letters = Math.floor((width - 8) / kTextWidth);
  const label =
    block.label.length <= letters ? block.label : `${block.label.slice(0, letters - 1)}…`;
  return (
    <g>
      <rect
        x={x + 0.5}
        y={3}
        width={Math.max(1, width - 1)}
        height={height - 6}
        rx={3}
        fill="var(--gv-hover)"
        stroke="var(--gv-neutral)"
        strokeOpacity={0.5}
      />
      {letters > 1 && (
        <text x={x + 5} y={height / 2 + 4} fontSize={11} fill="var(--mantine-color-text)">
          {label}
        </text>
      )}
      <title>{block.label}</title>
    </g>
  );
}
