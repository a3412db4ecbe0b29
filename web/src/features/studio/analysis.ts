import { z } from 'zod/mini';

const span = { t0: z.number(), t1: z.number() };

/**
 * What the studio reads of an analysis; the document has more, and the interface describes it by a
 * schema of its own. What was not measured is null.
 */
const Analysis = z.object({
  status: z.string(),
  profile: z.string(),
  capabilities: z.record(z.string(), z.string()),
  source: z.object({ duration_s: z.number() }),
  shots: z.nullable(
    z.object({
      asl_s: z.nullable(z.number()),
      cuts_per_min: z.nullable(z.number()),
      shots: z.array(
        z.object({ i: z.number(), start_s: z.number(), end_s: z.number(), in: z.string() }),
      ),
    }),
  ),
  text: z.nullable(
    z.object({ tracks: z.array(z.object({ ...span, text: z.string(), role: z.string() })) }),
  ),
  cta: z.nullable(
    z.object({
      spans: z.array(z.object({ ...span, type: z.string(), text: z.nullable(z.string()) })),
    }),
  ),
  motion: z.nullable(
    z.object({ segments: z.array(z.object({ ...span, motion_type: z.string() })) }),
  ),
  psychology: z.nullable(
    z.object({ placement: z.array(z.object({ ...span, trigger: z.string(), fit: z.number() })) }),
  ),
});

export type Analysis = z.infer<typeof Analysis>;

/** The analysis in what came; throws where it has another form. */
export function readAnalysis(document: unknown): Analysis {
  return Analysis.parse(document);
}
