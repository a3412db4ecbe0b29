import { describe, expect, it } from 'vitest';

import {
  keyOf,
  parentsIn,
  treeOf,
  visibleRows,
  type Ad,
  type AdSet,
  type Campaign,
  type View,
} from './tree';

const amount = (amount_minor: number) => ({ amount_minor, currency: 'USD' });
function figures(spend: number, ctr: number | null = 0.01) {
  return {
    impressions: 100,
    clicks: 1,
    ctr,
    spend: amount(spend),
    cpm: null,
    conversions: 0,
    platform_value: amount(0),
    pipeline_value: amount(0),
    pipeline_roas: null,
    data_as_of: null,
    platform: 'meta',
  };
}
const campaign = (id: string, spend: number): Campaign => ({
  ...figures(spend),
  id,
  name: `Campaign ${id}`,
  objective: 'o',
  status: 'active',
  daily_budget: null,
  adsets: 1,
  ads: 1,
});
const adset = (id: string, campaign_id: string): AdSet => ({
  ...figures(1),
  id,
  campaign_id,
  name: `Audience ${id}`,
  status: 'active',
  daily_budget: null,
  learning: false,
  ads: 1,
});
const ad = (id: string, adset_id: string | null, more: Partial<Ad> = {}): Ad => ({
  ...figures(1),
  id,
  campaign_id: 'c1',
  adset_id,
  name: `Ad ${id}`,
  status: 'active',
  active: true,
  review_status: null,
  first_delivery_at: null,
  decision_id: null,
  decision: null,
  confidence: null,
  current_budget: null,
  recommended_budget: null,
  ...more,
});

const roots = treeOf(
  [campaign('c1', 10), campaign('c2', 20)],
  [adset('s1', 'c1')],
  [
    ad('a1', 's1', figures(5)),
    ad('a2', 's1', { ...figures(7, null), status: 'paused' }),
    ad('a3', null),
    ad('a10', 's1', figures(6)),
  ],
);
const view: View = {
  open: new Set(),
  sorting: { column: 'spend', desc: true },
  search: '',
  status: undefined,
};
const shown = (more: Partial<View>) =>
  visibleRows(roots, { ...view, ...more }).map(({ node, depth }) => '.'.repeat(depth) + node.id);

describe('the rows of the tree', () => {
  it('begin with the campaigns, and show what is open', () => {
    expect(shown({})).toEqual(['c2', 'c1']);
    expect(shown({ open: new Set(['campaign c1']) })).toEqual(['c2', 'c1', '.s1', '.a3']);
    expect(shown({ open: new Set(parentsIn(roots)) })).toEqual([
      'c2',
      'c1',
      '.s1',
      '..a2',
      '..a10',
      '..a1',
      '.a3',
    ]);
  });

  it('are sorted among siblings, names by their numbers', () => {
    const open = new Set(parentsIn(roots));
    const names = shown({ open, sorting: { column: 'name', desc: false } });
    expect(names).toEqual(['c1', '.a3', '.s1', '..a1', '..a2', '..a10', 'c2']);
  });

  it('come last without a value, whichever way they are sorted', () => {
    const open = new Set(parentsIn(roots));
    for (const desc of [true, false]) {
      expect(shown({ open, sorting: { column: 'ctr', desc } })).toContain('..a2');
      const ads = shown({ open, sorting: { column: 'ctr', desc } }).filter((id) =>
        id.startsWith('..'),
      );
      expect(ads.at(-1)).toBe('..a2');
    }
  });

  it('are found with what is above them, and below a campaign by its name', () => {
    expect(shown({ search: 'AD A10' })).toEqual(['c1', '.s1', '..a10']);
    expect(shown({ search: 'campaign c2' })).toEqual(['c2']);
    expect(shown({ search: 'audience', status: 'paused' })).toEqual(['c1', '.s1', '..a2']);
    expect(shown({ search: 'nothing' })).toEqual([]);
  });

  it('have keys that differ between levels', () => {
    const same = treeOf([campaign('1', 1)], [], []);
    expect(same.map(keyOf)).toEqual(['campaign 1']);
  });
});
