import { DatabaseSilent } from "@pakaura/database/watched-pool";

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
/**
 * What PostgreSQL says when it could do the same at another time (appendix A): query_canceled (by a time limit),
 * lock_not_available, deadlock_detected, serialization_failure, idle_in_transaction_session_timeout, and
 * read_only_sql_transaction, of a disk without room or a server that stands by.
 */
const passingCodes = new Set(["57014", "55P03", "40P01", "40001", "25P03", "25006"]);
/** Classes: connection exception, insufficient resources (a full disk), operator intervention (57P0x), system error. */
const passingClasses = /^(08...|53...|57P0.|58...)$/;
/** What `pg` throws has no code, only a text. */
const driverMessages =
  /^(connection terminated|timeout exceeded when trying to connect|cannot use a pool after calling end|timeout expired|client (has encountered a connection error|was closed)|query read timeout)/i;

/** Whether this is so of the error, or of one that caused it. */
function isOfCauses(error: unknown, isSo: (cause: Error) => boolean): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if (isSo(current)) return true;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return false;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function isConnectionLoss(error: Error): boolean {
  const code = codeOf(error);
  if (networkCodes.has(code) || passingCodes.has(code) || passingClasses.test(code)) return true;
  // A Unix socket that is gone: ENOENT would otherwise also be any missing file.
  const isConnect = "syscall" in error && error.syscall === "connect";
  return isConnect || error instanceof DatabaseSilent || driverMessages.test(error.message);
}

/**
 * True when the error, or one that caused it, says that PostgreSQL cannot be reached, does not answer in time, is
 * going down, or has no room to work in.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return isOfCauses(error, isConnectionLoss);
}

/**
 * True for the errors of class 22, "data exception" (a NUL character, a number out of range): input
 * that slipped through validation, and so the caller's mistake.
 */
export function isDataException(error: unknown): boolean {
  return isOfCauses(error, (cause) => /^22...$/.test(codeOf(cause)));
}

/** disk_full, and read_only_sql_transaction, which is how the embedded PostgreSQL refuses while the disk is full. */
const noRoom = new Set(["53100", "25006"]);

/** True when nothing can be written, whereas what is there can be read. */
export function isDatabaseFull(error: unknown): boolean {
  return isOfCauses(error, (cause) => noRoom.has(codeOf(cause)));
}
