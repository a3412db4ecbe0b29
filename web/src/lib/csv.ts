export type CsvCell = string | number | boolean | null | undefined;

/** One field by RFC 4180. Text that a spreadsheet would run as a formula is led by an apostrophe. */
function field(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** With a `mark` each line ends with it: lines of one file that land in another keep it. */
export function csvText(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  mark: string | null = null,
): string {
  const lines: (readonly CsvCell[])[] = [header, ...rows];
  return lines
    .map((row) => (mark === null ? row : [...row, mark]))
    .map((row) => row.map(field).join(',') + '\r\n')
    .join('');
}
