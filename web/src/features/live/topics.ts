/** What has to be read anew when something of a topic happened: second parts of query keys. */
const kStale: Readonly<Record<string, readonly string[]>> = {
  decisions: ['campaigns', 'decision-runs', 'decisions', 'impact'],
  changes: ['campaigns', 'changes', 'executor', 'holds', 'impact', 'publications'],
  jobs: ['jobs', 'queues', 'assets'],
  metrics: ['impact', 'conversions', 'reconciliation'],
  system: ['config', 'stages', 'executor', 'holds', 'users', 'api-keys', 'connections'],
};

/** Names of what an event makes stale; null is everything. */
export function staleAfter(event: string): readonly string[] | null {
  if (event === 'resync') return null;
  // Comes up to four times a second, and only the job itself knows of it.
  if (event.endsWith('.progress')) return ['jobs'];
  return kStale[event.split('.')[0] ?? ''] ?? [];
}
