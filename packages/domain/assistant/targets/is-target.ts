import type { Context } from "../context.ts";
import type { Word } from "../words.ts";
import { resolveTarget } from "./resolve-target.ts";

/** Whether some words are those of tasks, open or not. */
export function isTarget(words: readonly Word[], context: Context): boolean {
  if (words.length === 0) return false;
  const target = resolveTarget(words, "any", context);
  return target.kind === "found" ? target.tasks.length > 0 : target.isTie;
}
