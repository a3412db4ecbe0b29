/** The calendar day of an instant in a zone, as 2025-01-31. */
export function isoDay(at: Date, zone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
}

/** The day `count` days after (or before) a day. */
export function nextDay(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

/** Minutes by which the zone is ahead of UTC at an instant. */
function offsetMinutes(at: Date, zone: string): number {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Math.round((Date.parse(`${wall.replace(' ', 'T')}Z`) - at.getTime()) / 60_000);
}

/** The instant at which a day begins in a zone, as RFC 3339. */
export function dayStart(day: string, zone: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const guess = new Date(utc - offsetMinutes(new Date(utc), zone) * 60_000);
  // Across a change of the clocks the offset at the guess is the true one.
  return new Date(utc - offsetMinutes(guess, zone) * 60_000).toISOString();
}
