import { expect, it } from 'vitest';

import { fieldsOf, patchOf, textOf, valueAt, valueOf } from './schema_fields';

const schema = {
  type: 'object',
  properties: {
    decision: {
      type: 'object',
      properties: {
        min_roas: { type: 'number', title: 'Minimum ROAS', minimum: 0, 'x-unit': 'ratio' },
        zone: { type: 'object', properties: { rule: { enum: ['either', 'both'] } } },
      },
    },
    fatigue: { properties: { frequency: { type: 'array', items: { type: 'number' } } } },
  },
};

it('finds every setting with its section and kind', () => {
  expect(fieldsOf(schema).map(({ path, section, kind }) => [path, section, kind])).toEqual([
    ['decision.min_roas', 'decision', 'number'],
    ['decision.zone.rule', 'decision', 'choice'],
    ['fatigue.frequency', 'fatigue', 'numbers'],
  ]);
});

it('writes changes as one merge patch', () => {
  const changes = new Map<string, unknown>([
    ['decision.min_roas', 1.2],
    ['decision.zone.rule', null],
  ]);
  expect(patchOf(changes)).toEqual({ decision: { min_roas: 1.2, zone: { rule: null } } });
});

it('reads values by path', () => {
  expect(valueAt({ a: { b: [1] } }, 'a.b')).toEqual([1]);
  expect(valueAt({ a: 1 }, 'a.b.c')).toBeUndefined();
});

it.each([
  ['number', '1.50', 1.5],
  ['number', '1e3', undefined],
  ['integer', '1.5', undefined],
  ['numbers', '3, 5, 8', [3, 5, 8]],
  ['numbers', '3, x', undefined],
  ['lines', 'a\n b ', ['a', 'b']],
  ['text', ' ', null],
] as const)('reads %s from %j', (kind, text, value) => {
  expect(valueOf(kind, text)).toEqual(value);
});

it('shows values as they are typed', () => {
  expect([textOf([3, 5]), textOf(['a', 'b']), textOf(null), textOf(1.5)]).toEqual([
    '3, 5',
    'a\nb',
    '',
    '1.5',
  ]);
});

it('makes no fields of what is no schema', () => {
  for (const odd of [null, 1, 'x', [], {}]) expect(fieldsOf(odd)).toEqual([]);
});
