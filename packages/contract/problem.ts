import { z } from "zod";

/** Every stable error code with its HTTP status (RFC 9457 problem details). */
export const problemStatus = {
  invalid_json: 400,
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  id_taken: 409,
  idempotency_mismatch: 409,
  undo_conflict: 409,
  resync_required: 410,
  stale_version: 412,
  body_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  validation_failed: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

export const fieldErrorSchema = z.object({
  /** Path of the field, dots between: `operations.3.body.title`. */
  field: z.string(),
  code: z.string(),
  message: z.string(),
  /** Why a file cannot be read, and what of it that is about; stable, in snake case. */
  reason: z.string().optional(),
  value: z.string().optional(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(fieldErrorSchema).optional(),
  correlation_id: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
