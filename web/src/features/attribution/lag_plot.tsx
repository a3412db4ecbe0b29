import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

type Props = { rows: { name: string; conversions: number }[]; name: string };

const kTick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' };

/** How many conversions came how long after their click. */
export default function LagPlot({ rows, name }: Props) {
  return (
    <ResponsiveContainer width="100%" height={180}>
      <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--gv-line)" />
        <XAxis dataKey="name" tick={kTick} tickLine={false} axisLine={false} minTickGap={8} />
        <YAxis tick={kTick} tickLine={false} axisLine={false} width={36} allowDecimals={false} />
        <Tooltip
          cursor={{ fill: 'var(--gv-hover)' }}
          contentStyle={{
            background: 'var(--gv-panel)',
            border: '1px solid var(--gv-line)',
            borderRadius: 8,
            fontSize: 12,
          }}
          formatter={(count) => [String(Number(count)), name]}
        />
        <Bar
          dataKey="conversions"
          fill="var(--gv-series-1)"
          radius={3}
          isAnimationActive={false}
          maxBarSize={36}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
