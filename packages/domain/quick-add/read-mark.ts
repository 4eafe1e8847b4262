import type { Priority } from "@pakaura/contract/task";
import { normaliseTag } from "../tags.ts";
import type { Certainty } from "./phrase.ts";
import { form, longest, type Reader } from "./reader.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

export type Mark = Certainty & { priority: Priority };

const numbered: Record<string, Priority> = { 1: "urgent", 2: "high", 3: "medium", 4: "low" };

/** Priorities: "!high", "!!", "p1" to "p4", "high priority". "!!" is high and "!!!" is urgent. */
export function createPriorityReader(words: Vocabulary): Reader<Mark> {
  const level = `(?<level>${oneOf(words.priorities)})`;
  const read = ({ level: word = "" }: Record<string, string | undefined>): Mark | null => {
    const priority = meaningOf(words.priorities, word);
    return priority ? { priority } : null;
  };
  return longest<Mark>([
    form(`!${level}`, read),
    form(`${level}[\\s-]+(?:${words.priorityWord})`, read),
    form(`(?:${words.priorityWord}):?\\s+${level}`, read),
    form("(?<marks>!!!?)(?!!)", ({ marks }) => ({
      priority: marks === "!!" ? "high" : "urgent",
    })),
    form("(?:!|(?<letter>p))(?<number>[1-4])", ({ letter, number = "" }) => {
      const priority = numbered[number];
      if (!priority) return null;
      // "P1" is as often a name: "the P1 incident".
      return letter === "P" ? { priority, caution: "edge" } : { priority };
    }),
  ]);
}

/** A tag: "#home". A `#` before a number is a number: "flat #4". */
export const readTag: Reader<string> = form(
  String.raw`#(?!\p{N}+(?![\p{L}\p{N}\p{M}-]))(?<tag>[\p{L}\p{N}\p{M}-]+)(?=$|[\s.,;:!?)\]}])`,
  ({ tag = "" }) => normaliseTag(tag),
);
