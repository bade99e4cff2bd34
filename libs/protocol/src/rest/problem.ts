import { z } from 'zod';

/** The body of every REST error: RFC 9457 problem details, media type `application/problem+json`. */
export const problemSchema = z.object({
  /** URL of the code's entry in the error page. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** From the error catalogue. */
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  /** One entry for each offending field. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** The current row, with 412. */
  current: z.record(z.string(), z.unknown()).optional(),
});

export type Problem = z.infer<typeof problemSchema>;
