import { Problem } from "@pakaura/service/problem";

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const uniqueViolation = "23505";
const foreignKeyViolation = "23503";
const lockNotAvailable = "55P03";
const retryable = new Set(["40001", "40P01", lockNotAvailable]);

/** Two new tasks of a batch have the same id: each job has to be tried alone, and is refused when it is still so. */
export class SameIdTwice extends Error {}

function property(error: unknown, name: string): string {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** The place of an instance in its series. */
const placeConstraint = "tasks_occurrence";

/**
 * True when the same write may succeed: a deadlock, an id that another transaction is about to take, or
 * a key or a place that another request took meanwhile.
 */
export function isRetryable(error: unknown): boolean {
  const code = property(error, "code");
  if (retryable.has(code)) return true;
  if (code !== uniqueViolation) return false;
  return (
    property(error, "table") === "idempotency_keys" ||
    property(error, "constraint") === placeConstraint
  );
}

/** True when one write of several spoils the others: each may succeed alone (classes 22, 23, 40). */
export function isConflict(error: unknown): boolean {
  if (error instanceof SameIdTwice) return true;
  const code = property(error, "code");
  return code === lockNotAvailable || /^(22|23|40)/.test(code);
}

/** The problem of a refused write: an id or a place that is taken, a user who is gone; other errors as they are. */
export function explainRefusal(error: unknown): unknown {
  if (error instanceof SameIdTwice) return idTaken();
  const code = property(error, "code");
  if (code === uniqueViolation && property(error, "constraint") === "tasks_pkey") return idTaken();
  if (code === uniqueViolation && property(error, "constraint") === placeConstraint) {
    return new Problem("conflict", "This instance of the series is there already.");
  }
  if (code === foreignKeyViolation && property(error, "constraint").includes("user_id")) {
    return accountGone();
  }
  return error;
}

/** Whoever asks was deleted meanwhile. */
export function accountGone(): Problem {
  return new Problem("unauthenticated", "This account no longer exists.");
}

/** Somebody else has been writing for the user for so long that this one gives up. */
export function heldTooLong(): Problem {
  const detail = "Your tasks are being changed elsewhere at this moment. Please try again.";
  return new Problem("unavailable", detail, { headers: { "retry-after": "1" } });
}

/** A task of this id is there already. `field` names where the id was given. */
export function idTaken(field = "id"): Problem {
  return new Problem("id_taken", "A task with this id exists already.", {
    errors: [{ field, code: "id_taken", message: "is taken" }],
  });
}
