import { Problem } from "@pakaura/service/problem";

/** Refuses text with a NUL character or half a surrogate pair, which PostgreSQL cannot store. */
export function requireStorable(field: string, text: string): void {
  if (text.isWellFormed() && !text.includes("\0")) return;
  throw new Problem("validation_failed", `${field}: must be well-formed text`, {
    errors: [{ field, code: "invalid_text", message: "must be well-formed text" }],
  });
}
