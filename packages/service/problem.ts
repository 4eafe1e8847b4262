import { type FieldError, type ProblemCode, problemStatus } from "@pakaura/contract/problem";

export type ProblemOptions = {
  errors?: FieldError[];
  /** Extra headers of the answer, such as `Retry-After` or `Allow`. */
  headers?: Record<string, string>;
  /** Where the status is not the one of the code (431 has no code of its own). */
  status?: number;
  cause?: unknown;
};

/** An answer in the 4xx or 5xx range. Thrown anywhere in a request, it is answered as `application/problem+json`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string> | undefined;

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = "Problem";
    this.code = code;
    this.status = options.status ?? problemStatus[code];
    this.detail = detail;
    this.errors = options.errors;
    this.headers = options.headers;
  }
}

export const problemContentType = "application/problem+json; charset=utf-8";

const titles: Record<ProblemCode, string> = {
  invalid_json: "The body is not valid JSON",
  bad_request: "The request cannot be understood",
  unauthenticated: "Sign in first",
  forbidden: "Not allowed",
  not_found: "Not found",
  method_not_allowed: "This method is not supported here",
  conflict: "Conflict",
  id_taken: "This id is taken",
  idempotency_mismatch: "The idempotency key was used for another request",
  undo_conflict: "The task has changed since",
  resync_required: "Fetch the snapshot again",
  stale_version: "The task has changed since",
  body_too_large: "The body is too large",
  uri_too_long: "The address is too long",
  unsupported_media_type: "The body must be JSON",
  validation_failed: "The input is not valid",
  rate_limited: "Too many requests",
  internal_error: "Something went wrong",
  unavailable: "Temporarily unavailable",
};

/** The body of the answer (RFC 9457) as JSON text. */
export function problemBody(problem: Problem, correlationId: string): string {
  return JSON.stringify({
    type: `urn:pakaura:problem:${problem.code}`,
    title: titles[problem.code],
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    errors: problem.errors,
    correlation_id: correlationId,
  });
}
