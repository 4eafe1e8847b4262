import type { ProblemCode } from "@pakaura/contract/problem";
import { ServiceUnavailable } from "@pakaura/platform/invocation";
import { isDatabaseFull, isDatabaseUnavailable, isDataException } from "./database-unavailable.ts";
import { Problem } from "./problem.ts";

const codeOfStatus: Record<number, ProblemCode> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  409: "conflict",
  412: "stale_version",
  413: "body_too_large",
  414: "uri_too_long",
  415: "unsupported_media_type",
  422: "validation_failed",
  429: "rate_limited",
  503: "unavailable",
};

const fastifyProblems: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem("body_too_large", "The body is larger than this route accepts"),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem("unsupported_media_type", "Send the body as Content-Type: application/json"),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem("invalid_json", "The body is not valid JSON"),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Problem("bad_request", "The body does not have the length that Content-Length says"),
  FST_ERR_BAD_URL: () => new Problem("bad_request", "The address has a malformed percent-encoding"),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem("uri_too_long", "A part of the address is too long"),
};

function property(error: unknown, name: string): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined;
}

/** Turns whatever was thrown in a request into the problem that is answered. Unknown errors leak nothing. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const known = fastifyProblems[String(property(error, "code"))];
  if (known) return known();
  if (isDatabaseUnavailable(error)) {
    const headers = { "retry-after": "1" };
    const detail = isDatabaseFull(error)
      ? "There is no room to keep anything new; what is there can be read"
      : "The database cannot be reached, or does not answer in time";
    return new Problem("unavailable", detail, { headers, cause: error });
  }
  if (error instanceof ServiceUnavailable) {
    const headers = { "retry-after": "1" };
    return new Problem("unavailable", "Another service cannot be reached", {
      headers,
      cause: error,
    });
  }
  if (isDataException(error)) {
    return new Problem("validation_failed", "A value cannot be stored", { cause: error });
  }
  const status = property(error, "statusCode");
  if (error instanceof Error && typeof status === "number" && status >= 400 && status < 500) {
    return new Problem(codeOfStatus[status] ?? "bad_request", error.message, {
      status,
      cause: error,
    });
  }
  return new Problem("internal_error", "The error was logged under this correlation id", {
    cause: error,
  });
}
