import { limits } from "@pakaura/contract/task";

/**
 * Tags that were added and removed here, on top of what became of them elsewhere: both are wanted. Null when
 * a task cannot have so many.
 */
export function mergeTags(tags: {
  base: readonly string[];
  here: readonly string[];
  elsewhere: readonly string[];
}): string[] | null {
  const [base, here] = [new Set(tags.base), new Set(tags.here)];
  const removed = base.difference(here);
  const merged = new Set(tags.elsewhere).union(here.difference(base)).difference(removed);
  return merged.size <= limits.tagsPerTask ? [...merged].toSorted() : null;
}
