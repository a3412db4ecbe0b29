import type { components } from './schema';

type Schemas = components['schemas'];

/** What the interface says when something cannot be done (RFC 9457), or that it was not reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  /** The same request may be answered otherwise later. */
  readonly retryable: boolean;
  readonly traceId: string | undefined;
  readonly fields: readonly Schemas['FieldProblem'][];

  constructor(status: number, body: Partial<Schemas['Problem']>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.hint = body.hint;
    this.retryable = body.retryable ?? true;
    this.traceId = body.trace_id;
    this.fields = body.errors ?? [];
  }

  /** The complaint about one member of the body, by its JSON pointer. */
  field(pointer: string): string | undefined {
    return this.fields.find((field) => field.pointer === pointer)?.message;
  }
}

/** True where asking again may help: the server was not reached, is busy or failed. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Makes a problem of whatever came with a status that is no success. */
export function problemOf(status: number, body: unknown): ApiProblem {
  return new ApiProblem(status, isRecord(body) ? body : {});
}
