import { normaliseTag, tagLimits } from "@pakaura/domain/tags";

/** Tags made of words that need not be tags: "Home office" becomes `home-office`. */
export function fitTags(words: readonly string[]): { tags: string[]; dropped: string[] } {
  const tags = new Set<string>();
  const dropped: string[] = [];
  for (const word of words) {
    const joined = word.trim().replaceAll(/[^\p{L}\p{N}\p{M}-]+/gu, "-");
    const tag = normaliseTag(withoutOuterDashes(joined).slice(0, tagLimits.tagLength));
    if (tag === null || (tags.size === tagLimits.tagsPerTask && !tags.has(tag))) dropped.push(word);
    else tags.add(tag);
  }
  return { tags: [...tags], dropped };
}

/** In one pass: an expression for the end of a text begins anew at every dash before it. */
function withoutOuterDashes(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === "-") start += 1;
  while (end > start && text[end - 1] === "-") end -= 1;
  return text.slice(start, end);
}
