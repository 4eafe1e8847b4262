import { normaliseTag, tagLimits } from "@pakaura/domain/tags";

/**
 * Tags made of words that need not be tags: "Home office" becomes `home-office`. Of `dropped` nothing is a
 * tag, or the beginning alone.
 */
export function fitTags(words: readonly string[]): { tags: string[]; dropped: string[] } {
  const tags = new Set<string>();
  const dropped = new Set<string>();
  for (const word of words) {
    const written = word.trim();
    const joined = withoutOuterDashes(written.replaceAll(/[^\p{L}\p{N}\p{M}-]+/gu, "-"));
    const tag = normaliseTag(joined.slice(0, tagLimits.tagLength));
    const isOver = tag === null || (tags.size === tagLimits.tagsPerTask && !tags.has(tag));
    if (!isOver) tags.add(tag);
    if ((isOver || joined.length > tagLimits.tagLength) && written !== "") dropped.add(written);
  }
  return { tags: [...tags], dropped: [...dropped] };
}

/** In one pass: an expression for the end of a text begins anew at every dash before it. */
function withoutOuterDashes(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === "-") start += 1;
  while (end > start && text[end - 1] === "-") end -= 1;
  return text.slice(start, end);
}
