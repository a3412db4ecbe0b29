import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import { kPolicies, type Policy, type RegretDay } from './regret';

const kTick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' };
/** Told apart by dash as well as by colour. */
const kStrokes: Record<Policy, { stroke: string; strokeDasharray?: string; strokeWidth: number }> =
  {
    account: { stroke: 'var(--gv-series-1)', strokeWidth: 3 },
    greedy: { stroke: 'var(--gv-series-2)', strokeWidth: 1.5 },
    ts_immediate: { stroke: 'var(--gv-series-3)', strokeDasharray: '6 3', strokeWidth: 1.5 },
    equal: { stroke: 'var(--gv-neutral)', strokeDasharray: '2 3', strokeWidth: 1.5 },
    rules: { stroke: 'var(--gv-series-4)', strokeDasharray: '8 3 2 3', strokeWidth: 1.5 },
  };

/** Keeps its own order beside a text of the other direction (U+2068 to U+2069). */
function apart(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Regret against the oracle, which is the line at 0, from the first day to each. */
export default function RegretPlot({ days }: { days: RegretDay[] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  return (
    <ResponsiveContainer width="100%" height={240}>
      <LineChart data={days} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--gv-line)" />
        <XAxis dataKey="day" tick={kTick} tickLine={false} axisLine={false} minTickGap={24} />
        <YAxis
          tick={kTick}
          tickLine={false}
          axisLine={false}
          width={52}
          tickFormatter={(regret: number) => format.percent(regret, 0)}
        />
        <ReferenceLine y={0} stroke="var(--gv-neutral)" />
        <Tooltip
          contentStyle={{
            background: 'var(--gv-panel)',
            border: '1px solid var(--gv-line)',
            borderRadius: 8,
            fontSize: 12,
          }}
          labelFormatter={(day) => t('overview.dayN', { day: Number(day) })}
          formatter={(regret, name) => [apart(format.percent(Number(regret))), apart(String(name))]}
        />
        <Legend wrapperStyle={{ fontSize: 12, paddingBottom: 8 }} itemSorter={null} />
        {kPolicies.map((policy) => (
          <Line
            key={policy}
            dataKey={policy}
            name={t(`overview.policy.${policy}`)}
            dot={days.length === 1}
            isAnimationActive={false}
            {...kStrokes[policy]}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
