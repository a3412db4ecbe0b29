import { z } from 'zod/mini';

const Leaf = z.object({
  type: z.optional(z.string()),
  enum: z.optional(z.array(z.string())),
  items: z.optional(z.looseObject({ type: z.optional(z.string()) })),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  default: z.optional(z.unknown()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  'x-unit': z.optional(z.string()),
});
const Branch = z.object({ properties: z.record(z.string(), z.unknown()) });

export type Kind =
  'switch' | 'choice' | 'integer' | 'number' | 'text' | 'numbers' | 'lines' | 'other';
export type Field = {
  /** "decision.min_roas" */
  path: string;
  section: string;
  kind: Kind;
  title: string;
  description: string;
  unit: string | null;
  choices: readonly string[];
  minimum: number | null;
  maximum: number | null;
  default: unknown;
};

function kindOf(leaf: z.infer<typeof Leaf>): Kind {
  if (leaf.enum) return 'choice';
  switch (leaf.type) {
    case 'boolean':
      return 'switch';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'array':
      if (leaf.items?.type === 'number') return 'numbers';
      return leaf.items?.type === 'string' ? 'lines' : 'other';
    default:
      return 'other';
  }
}

function fieldOf(path: readonly string[], node: unknown): Field {
  const leaf = Leaf.parse(node);
  return {
    path: path.join('.'),
    section: path[0] ?? '',
    kind: kindOf(leaf),
    title: leaf.title ?? path.at(-1) ?? '',
    description: leaf.description ?? '',
    unit: leaf['x-unit'] ?? null,
    choices: leaf.enum ?? [],
    minimum: leaf.minimum ?? null,
    maximum: leaf.maximum ?? null,
    default: leaf.default,
  };
}

/** Every setting of a JSON Schema, in its order. */
export function fieldsOf(schema: unknown, path: readonly string[] = []): Field[] {
  const branch = Branch.safeParse(schema);
  if (!branch.success) return path.length === 0 ? [] : [fieldOf(path, schema)];
  return Object.entries(branch.data.properties).flatMap(([name, node]) =>
    fieldsOf(node, [...path, name]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at "decision.min_roas" in a tree; undefined where there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), tree);
}

/** A merge patch (RFC 7396) of changed settings; null takes a setting back to its default. */
export function patchOf(changes: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [path, value] of changes) {
    const names = path.split('.');
    let node = patch;
    for (const name of names.slice(0, -1)) {
      const next = node[name];
      const child = isRecord(next) ? next : {};
      node[name] = child;
      node = child;
    }
    node[names.at(-1) ?? ''] = value;
  }
  return patch;
}

/** What stands in the field for a value. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const lines = value.map(textOf);
    return value.every((one) => typeof one === 'number') ? lines.join(', ') : lines.join('\n');
  }
  if (typeof value === 'object') return JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value of what was typed; undefined when it is none. Nothing typed is null: the default. */
export function valueOf(kind: Kind, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const number = (of: string) => (/^-?\d+(\.\d+)?$/.test(of.trim()) ? Number(of) : undefined);
  switch (kind) {
    case 'integer': {
      const value = number(trimmed);
      return Number.isInteger(value) ? value : undefined;
    }
    case 'number':
      return number(trimmed);
    case 'numbers': {
      const values = trimmed.split(',').map(number);
      return values.includes(undefined) ? undefined : values;
    }
    case 'lines':
      return trimmed.split('\n').map((line) => line.trim());
    case 'switch':
    case 'choice':
    case 'text':
    case 'other':
      return trimmed;
  }
}
