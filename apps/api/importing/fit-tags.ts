import { normaliseTag, tagLimits } from "@pakaura/domain/tags";

/** Tags made of words that need not be tags: "Home office" becomes `home-office`. */
export function fitTags(words: readonly string[]): { tags: string[]; dropped: string[] } {
  const tags = new Set<string>();
  const dropped: string[] = [];
  for (const word of words) {
    const joined = word.trim().replaceAll(/[^\p{L}\p{N}\p{M}-]+/gu, "-");
    const tag = normaliseTag(joined.replaceAll(/^-+|(?<!-)-+$/g, "").slice(0, tagLimits.tagLength));
    if (tag === null || (tags.size === tagLimits.tagsPerTask && !tags.has(tag))) dropped.push(word);
    else tags.add(tag);
  }
  return { tags: [...tags], dropped };
}
