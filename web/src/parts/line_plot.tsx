import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { useSession } from '~/features/session/session';

type Props = {
  points: { x: string; y: number }[];
  name: string;
  text: (y: number) => string;
};

const kTick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' };

/** One series over the days. */
export default function LinePlot({ points, name, text }: Props) {
  const { format } = useSession();
  return (
    <ResponsiveContainer width="100%" height={160}>
      <LineChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--gv-line)" />
        <XAxis
          dataKey="x"
          tick={kTick}
          tickLine={false}
          axisLine={false}
          minTickGap={24}
          tickFormatter={(x: string) => format.day(x)}
        />
        <YAxis tick={kTick} tickLine={false} axisLine={false} width={52} tickFormatter={text} />
        <Tooltip
          contentStyle={{
            background: 'var(--gv-panel)',
            border: '1px solid var(--gv-line)',
            borderRadius: 8,
            fontSize: 12,
          }}
          labelFormatter={(x) => (typeof x === 'string' ? format.day(x) : x)}
          formatter={(y) => [text(Number(y)), name]}
        />
        <Line
          dataKey="y"
          stroke="var(--gv-series-1)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
