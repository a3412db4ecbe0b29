import type { Schemas } from '~/api/client';
import { majorText, minorUnits } from '~/lib/format';

type Day = Schemas['FatigueDayV1'];
type Read = { days: Day[]; problems: { line: number; what: string }[] };

const kFields = ['ctr', 'frequency', 'cpm', 'impressions'] as const;

type AdDay = Schemas['AdDayLine'];

/** The days of an ad that can be judged; those without delivery tell nothing of wear. */
export function deliveredDays(days: readonly AdDay[]): Day[] {
  return days.flatMap(({ at, ctr, frequency, cpm, impressions }) =>
    ctr === null || cpm === null
      ? []
      : [{ date: at.slice(0, 10), ctr, frequency: frequency ?? 0, cpm, impressions }],
  );
}

/** The same as a text that people can change. */
export function textOfDays(days: readonly AdDay[]): string {
  const lines = deliveredDays(days).map(({ date, ctr, frequency, cpm, impressions }) =>
    [date, ctr, frequency, majorText(cpm), impressions].join(','),
  );
  return ['date,ctr,frequency,cpm,impressions', ...lines].join('\n');
}

/** "2.1 %" and "0.021" are one rate. */
function rate(text: string): number {
  const trimmed = text.trim();
  return trimmed.endsWith('%') ? Number(trimmed.slice(0, -1)) / 100 : Number(trimmed);
}

function dayOf(cell: (name: string) => string | undefined, currency: string): Day | string {
  for (const name of kFields) if (!cell(name)) return name;
  const ctr = rate(cell('ctr') ?? '');
  const frequency = Number(cell('frequency'));
  const minor = minorUnits(cell('cpm') ?? '', currency);
  const impressions = Number(cell('impressions'));
  if (Number.isNaN(ctr)) return 'ctr';
  if (Number.isNaN(frequency)) return 'frequency';
  if (minor === null) return 'cpm';
  if (!Number.isInteger(impressions)) return 'impressions';
  const date = cell('date');
  return {
    ctr,
    frequency,
    cpm: { amount_minor: minor, currency },
    impressions,
    ...(date ? { date } : {}),
  };
}

/** Daily figures as text with a header, comma or tab between; what cannot be read is named. */
export function readDays(text: string, currency: string): Read {
  const lines = text.split(/\r?\n/).map((line) => line.split(/[,\t;]/).map((cell) => cell.trim()));
  const read: Read = { days: [], problems: [] };
  const header = lines[0]?.map((name) => name.toLowerCase()) ?? [];
  if (text.trim() === '') return read;
  const missing = kFields.filter((name) => !header.includes(name));
  if (missing.length > 0) return { days: [], problems: [{ line: 1, what: missing.join(', ') }] };
  lines.slice(1).forEach((cells, at) => {
    if (cells.every((cell) => cell === '')) return;
    const day = dayOf((name) => cells[header.indexOf(name)], currency);
    if (typeof day === 'string') read.problems.push({ line: at + 2, what: day });
    else read.days.push(day);
  });
  return read;
}
