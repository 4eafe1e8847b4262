const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
]);
/** admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout, io_error. */
const postgresCodes = new Set(["57P01", "57P02", "57P03", "57P05", "58030"]);
/** What `pg` throws has no code, only a text. */
const driverMessages =
  /^(connection terminated|timeout exceeded when trying to connect|cannot use a pool after calling end|client (has encountered a connection error|was closed)|query read timeout)/i;

function causeOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause;
}

function isConnectionLoss(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // Class 08 is "connection exception", 53 "insufficient resources", such as a full disk (PostgreSQL, appendix A).
  if (networkCodes.has(code) || postgresCodes.has(code) || /^(08|53)...$/.test(code)) return true;
  // A Unix socket that is gone: ENOENT would otherwise also be any missing file.
  const isConnect = "syscall" in error && error.syscall === "connect";
  return isConnect || driverMessages.test(error.message);
}

/** True when the error, or one that caused it, says that PostgreSQL cannot be reached, is going down,
 * or has no room to work in. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if (isConnectionLoss(current)) return true;
    current = causeOf(current);
  }
  return false;
}

/**
 * True for the errors of class 22, "data exception" (a NUL character, a number out of range): input
 * that slipped through validation, and so the caller's mistake.
 */
export function isDataException(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if ("code" in current && typeof current.code === "string" && /^22...$/.test(current.code))
      return true;
    current = causeOf(current);
  }
  return false;
}
