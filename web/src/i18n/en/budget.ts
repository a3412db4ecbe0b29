/** The budget optimizer. */
export const budget = {
  budget: {
    title: 'Budget optimizer',
    subtitle:
      'Shares a daily budget among all ads. Nothing reaches a platform before it is applied.',
    total: 'Daily budget, {currency}',
    totalHint: 'Empty: what the ads have now',
    notAnAmount: 'Not an amount of {currency}.',
    seed: 'Seed',
    seedHint: 'Empty: 0. The same seed decides the same.',
    notASeed: 'A whole number, please.',
    preview: 'Preview',
    keep: 'Run and keep',
    notAllowed: 'Your role may look, but not decide.',
    none: 'No run is shown',
    noneHint:
      'Preview what would change: every ad gets a budget and a reason. Previews are kept for a day.',
    unallocated: 'Left over',
    unallocatedHint: 'what no ad should get',
    warnings: 'Worth knowing',
    leftOut: 'Left out',
    leftOutHint: 'Ads that could not take part, and why',
    moves: 'Where the money moves',
    movesSummary:
      '{count, plural, =0 {No ad changes} one {One ad changes} other {# ads change}}: {up} and {down} a day',
    noMoves: 'Every ad keeps its budget.',
    change: 'Change',
    rows: 'Recommendations',
    rowsHint: 'Choose ads to leave out of the next run, or to keep at their present budget.',
    exclude: 'Exclude',
    pin: 'Keep budget',
    excluded: 'without {ad}',
    include: 'Take {ad} back in',
    pinned: '{ad} stays at {amount}',
    unpin: 'Let the budget of {ad} move',
  },
};
