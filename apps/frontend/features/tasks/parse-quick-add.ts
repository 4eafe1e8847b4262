import type { Priority } from "@pakaura/contract/task";
import { normaliseTag } from "@pakaura/domain/tags";

export type QuickAdd = { title: string; tags: string[]; priority: Priority | null };

const marks: Record<string, Priority> = {
  "!urgent": "urgent",
  "!high": "high",
  "!medium": "medium",
  "!low": "low",
};

/**
 * Reads `#tag` and `!high` out of a title. Only whole words count, and a `#` before a number is a
 * number ("Flat #4"); everything else stays as it was typed.
 */
export function parseQuickAdd(text: string): QuickAdd {
  const tags = new Set<string>();
  let priority: Priority | null = null;
  const kept: string[] = [];
  for (const word of text.trim().split(/\s+/u)) {
    const tag = /^#(?!\p{N}+$)/u.test(word) ? normaliseTag(word.slice(1)) : null;
    const mark = marks[word.toLowerCase()];
    if (tag) tags.add(tag);
    else if (mark) priority = mark;
    else kept.push(word);
  }
  return { title: kept.join(" "), tags: [...tags], priority };
}
