import { foldText } from "@pakaura/domain/search";

/** Something that the palette can find. `keywords` are words that it is found by as well. */
export type Findable = { id: string; words: string; keywords?: string };

/** How well words match a query: 3 begin with it, 2 have words that do, 1 contain it, 0 do not. */
export function matchOf(words: string, query: string): 0 | 1 | 2 | 3 {
  const text = foldText(words);
  const parts = foldText(query).trim().split(/\s+/u);
  if (text.startsWith(parts.join(" "))) return 3;
  const starts = text.split(/[^\p{L}\p{N}#]+/u);
  if (parts.every((part) => starts.some((start) => start.startsWith(part)))) return 2;
  return parts.every((part) => text.includes(part)) ? 1 : 0;
}

/** What matches a query, best first; of equals what was used last, then the order that they had. */
export function rank<Item extends Findable>(
  items: readonly Item[],
  query: string,
  recent: readonly string[],
): Item[] {
  const age = ({ id }: Item): number => {
    const index = recent.indexOf(id);
    return index < 0 ? recent.length : index;
  };
  return items
    .map((item) => ({
      item,
      match: Math.max(matchOf(item.words, query), Math.min(1, matchOf(item.keywords ?? "", query))),
    }))
    .filter(({ item, match }) => match > 0 && (item.words !== "" || query !== ""))
    .toSorted((left, right) => right.match - left.match || age(left.item) - age(right.item))
    .map(({ item }) => item);
}
