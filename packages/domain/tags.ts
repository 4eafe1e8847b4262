import { compareCodePoints } from "./code-points.ts";

/** FR-012, FR-013. Equal to `limits` of the contract (a test compares them). */
export const tagLimits = { tagsPerTask: 10, tagLength: 30 } as const;

const allowed = /^[\p{L}\p{N}\p{M}-]+$/u;

export type TagError = { index: number; message: string };

/** The stored form of one tag: trimmed, NFC, lower case. Null when it is not a tag. */
export function normaliseTag(text: string): string | null {
  const tag = text.trim().normalize("NFC").toLowerCase().normalize("NFC");
  if (!allowed.test(tag) || Array.from(tag).length > tagLimits.tagLength) return null;
  return tag;
}

/**
 * The stored form of a task's tags: each normalised, without repeats, sorted by code point.
 * Errors name the place in the list that was given; one tag too many is an error at that tag.
 */
export function normaliseTags(
  texts: readonly string[],
): { tags: string[] } | { errors: TagError[] } {
  const tags = new Set<string>();
  const errors: TagError[] = [];
  texts.forEach((text, index) => {
    const tag = normaliseTag(text);
    if (tag === null) {
      errors.push({ index, message: tagMessage(text) });
      return;
    }
    tags.add(tag);
    if (tags.size === tagLimits.tagsPerTask + 1) {
      errors.push({ index, message: `a task has at most ${tagLimits.tagsPerTask} tags` });
    }
  });
  if (errors.length > 0) return { errors };
  return { tags: [...tags].sort(compareCodePoints) };
}

function tagMessage(text: string): string {
  if (text.trim() === "") return "a tag must not be empty";
  if (!allowed.test(text.trim())) return "a tag has only letters, digits and hyphens";
  return `a tag has at most ${tagLimits.tagLength} characters`;
}
