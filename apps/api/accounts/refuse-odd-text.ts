import { Problem } from "@pakaura/service/problem";

/** Refuses text that PostgreSQL cannot store, anywhere in a body: NUL, and halves of surrogate pairs. */
export function refuseOddText(value: unknown): void {
  if (typeof value === "string") {
    if (!value.includes("\0") && value.isWellFormed()) return;
    throw new Problem("validation_failed", "The body contains text that cannot be stored.");
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseOddText(key);
    refuseOddText(inner);
  }
}
