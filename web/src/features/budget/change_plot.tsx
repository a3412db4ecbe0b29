import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { useSession } from '~/features/session/session';
import { exponentOf } from '~/lib/format';

export type Change = { ad_id: string; name: string | null; minor: number };
type Props = { changes: readonly Change[]; currency: string };

const kTick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' };

/** By how much each budget would change, the largest rise first. */
export default function ChangePlot({ changes, currency }: Props) {
  const { format } = useSession();
  const scale = 10 ** exponentOf(currency);
  const data = changes.map((change) => ({
    ...change,
    major: change.minor / scale,
    fill: change.minor >= 0 ? 'var(--gv-good)' : 'var(--gv-bad)',
  }));
  const money = (minor: number) => format.money({ amount_minor: minor, currency }, 'exceptZero');
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart data={data} margin={{ top: 8, right: 8, bottom: 8, left: 8 }}>
        <CartesianGrid vertical={false} stroke="var(--gv-line)" />
        <XAxis dataKey="ad_id" tick={false} axisLine={false} height={8} />
        <YAxis
          tick={kTick}
          tickLine={false}
          axisLine={false}
          width={64}
          interval={0}
          tickFormatter={(major: number) => format.plain(major, 0)}
        />
        <ReferenceLine y={0} stroke="var(--gv-neutral)" />
        <Tooltip
          cursor={{ fill: 'var(--gv-hover)' }}
          contentStyle={{
            background: 'var(--gv-panel)',
            border: '1px solid var(--gv-line)',
            borderRadius: 8,
            fontSize: 12,
          }}
          labelFormatter={(id) => changes.find((one) => one.ad_id === id)?.name ?? id}
          formatter={(major) => [money(Math.round(Number(major) * scale)), '']}
          separator=""
        />
        <Bar dataKey="major" radius={3} isAnimationActive={false} maxBarSize={36} />
      </BarChart>
    </ResponsiveContainer>
  );
}
