import { searchPatterns } from "@pakaura/domain/search";
import { type SimilarWord, similarWords } from "@pakaura/domain/search-similar";
import type { SqlValues } from "../http/sql-values.ts";

/** The conditions that the search of a list makes on its tasks (alias `t`), one for each word. */
export function searchConditions(
  { search = "", isSimilar }: { search?: string | undefined; isSimilar?: true },
  values: SqlValues,
): string[] {
  const like = (pattern: string): string => `t.search_text like ${values.add(pattern, "text")}`;
  const words = isSimilar ? similarWords(search) : null;
  return words === null
    ? searchPatterns(search).map(like)
    : words.map((word) => similarCondition(word, like, values));
}

/** The parts are for the index; the expression has no part in it, which would take longer to plan than to read. */
function similarCondition(
  { pattern, similar }: SimilarWord,
  like: (pattern: string) => string,
  values: SqlValues,
): string {
  if (similar === null) return like(pattern);
  const candidates = [pattern, ...similar.parts].map(like).join(" or ");
  const expression = values.add(similar.expression, "text");
  return `(${candidates}) and (${like(pattern)} or (t.search_text || '') ~ ${expression})`;
}
