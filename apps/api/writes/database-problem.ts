import { Problem } from "@pakaura/service/problem";

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const uniqueViolation = "23505";
const foreignKeyViolation = "23503";
const retryable = new Set(["40001", "40P01"]);

function property(error: unknown, name: string): string {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** The place of an instance in its series. */
const placeConstraint = "tasks_occurrence";

/** True when the same write may succeed: a deadlock, or a key or a place that another request took meanwhile. */
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
  return /^(22|23|40)/.test(property(error, "code"));
}

/** The problem of a refused write: an id or a place that is taken, a user who is gone; other errors as they are. */
export function explainRefusal(error: unknown): unknown {
  const code = property(error, "code");
  if (code === uniqueViolation && property(error, "constraint") === "tasks_pkey") return idTaken();
  if (code === uniqueViolation && property(error, "constraint") === placeConstraint) {
    return new Problem("conflict", "This instance of the series is there already.");
  }
  if (code === foreignKeyViolation && property(error, "constraint").includes("user_id")) {
    return new Problem("unauthenticated", "This account no longer exists.");
  }
  return error;
}

/** A task of this id is there already. `field` names where the id was given. */
export function idTaken(field = "id"): Problem {
  return new Problem("id_taken", "A task with this id exists already.", {
    errors: [{ field, code: "id_taken", message: "is taken" }],
  });
}
