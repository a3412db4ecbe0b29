import type { Schemas } from '~/api/client';

export type Campaign = Schemas['CampaignLine'];
export type AdSet = Schemas['AdSetLine'];
export type Ad = Schemas['AdLine'];
export type Figures = Schemas['Figures'];

export type Level = 'campaign' | 'adset' | 'ad';
type Common = {
  id: string;
  name: string;
  children: TreeNode[];
  /** Name and id in small letters: what is searched. */
  text: string;
};
export type TreeNode = Common &
  (
    | { level: 'campaign'; line: Campaign }
    | { level: 'adset'; line: AdSet }
    | { level: 'ad'; line: Ad }
  );

export type Sorting = { column: SortColumn; desc: boolean };
export const kSortColumns = [
  'name',
  'status',
  'spend',
  'impressions',
  'ctr',
  'conversions',
  'pipeline_value',
  'pipeline_roas',
] as const;
export type SortColumn = (typeof kSortColumns)[number];

export type Shown = { node: TreeNode; depth: number; open: boolean };
export type View = {
  open: ReadonlySet<string>;
  sorting: Sorting;
  search: string;
  status: string | undefined;
};

const text = (id: string, name: string) => `${name} ${id}`.toLowerCase();

/** Campaigns with their ad sets with their ads. What has no parent among the lists is left out. */
export function treeOf(
  campaigns: readonly Campaign[],
  adsets: readonly AdSet[],
  ads: readonly Ad[],
): TreeNode[] {
  const nodes = new Map<string, TreeNode>();
  const roots = campaigns.map((line): TreeNode => {
    const node: TreeNode = { ...common(line), level: 'campaign', line };
    nodes.set(`campaign ${line.id}`, node);
    return node;
  });
  for (const line of adsets) {
    const node: TreeNode = { ...common(line), level: 'adset', line };
    nodes.get(`campaign ${line.campaign_id}`)?.children.push(node);
    nodes.set(`adset ${line.id}`, node);
  }
  for (const line of ads) {
    const parent = nodes.get(
      line.adset_id === null ? `campaign ${line.campaign_id}` : `adset ${line.adset_id}`,
    );
    parent?.children.push({ ...common(line), level: 'ad', line });
  }
  return roots;
}

function common({ id, name }: { id: string; name: string }): Common {
  return { id, name, children: [], text: text(id, name) };
}

/** Tells a node from all others: a campaign and an ad may have one id. */
export function keyOf(node: TreeNode): string {
  return `${node.level} ${node.id}`;
}

/** What the column sorts by; none where a ratio has no denominator: such rows come last. */
export function sortValue(node: TreeNode, column: SortColumn): string | number | null {
  const { line } = node;
  switch (column) {
    case 'name':
      return node.name;
    case 'status':
      return line.status;
    case 'spend':
      return line.spend.amount_minor;
    case 'pipeline_value':
      return line.pipeline_value.amount_minor;
    default:
      return line[column];
  }
}

const kNames = new Intl.Collator(undefined, { numeric: true });

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return kNames.compare(String(a), String(b));
}

function sorted(nodes: readonly TreeNode[], { column, desc }: Sorting): TreeNode[] {
  const keyed = nodes.map((node) => ({ node, value: sortValue(node, column) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null);
    return desc ? compare(b.value, a.value) : compare(a.value, b.value);
  });
  return keyed.map(({ node }) => node);
}

/**
 * The rows as they are drawn: siblings in order, children below what is open. While there is a
 * filter, what matches is shown with all that is above it; below a match by name all is shown.
 */
export function visibleRows(roots: readonly TreeNode[], view: View): Shown[] {
  const wanted = view.search.trim().toLowerCase();
  const filters = wanted !== '' || view.status !== undefined;
  const kept = filters ? keptBy(roots, wanted, view.status) : null;
  const rows: Shown[] = [];
  const add = (nodes: readonly TreeNode[], depth: number) => {
    const left = kept ? nodes.filter((node) => kept.has(node)) : nodes;
    for (const node of sorted(left, view.sorting)) {
      const open = node.children.length > 0 && (filters || view.open.has(keyOf(node)));
      rows.push({ node, depth, open });
      if (open) add(node.children, depth + 1);
    }
  };
  add(roots, 0);
  return rows;
}

function keptBy(
  roots: readonly TreeNode[],
  wanted: string,
  status: string | undefined,
): Set<TreeNode> {
  const kept = new Set<TreeNode>();
  const keep = (node: TreeNode, named: boolean): boolean => {
    const matches = named || node.text.includes(wanted);
    let any = matches && (status === undefined || node.line.status === status);
    for (const child of node.children) any = keep(child, matches) || any;
    if (any) kept.add(node);
    return any;
  };
  for (const root of roots) keep(root, false);
  return kept;
}

/** Everything that can be opened. */
export function parentsIn(roots: readonly TreeNode[]): string[] {
  return roots.flatMap((node) =>
    node.children.length > 0 ? [keyOf(node), ...parentsIn(node.children)] : [],
  );
}
