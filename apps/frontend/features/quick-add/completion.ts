import type { Priority } from "@pakaura/contract/task";
import type { Span } from "@pakaura/domain/quick-add/phrase";
import { m } from "../../messages/messages.ts";

/** A word that is being written and can be completed: `#ho` or `!h`. */
export type OpenWord = Span & { sign: "#" | "!"; prefix: string };

/** The word before the cursor that begins with a sign; null when there is none. */
export function openWord(text: string, cursor: number): OpenWord | null {
  const match = /(?:^|\s)([#!])([\p{L}\p{N}\p{M}-]*)$/u.exec(text.slice(0, cursor));
  const [, sign, prefix = ""] = match ?? [];
  if (sign !== "#" && sign !== "!") return null;
  return { sign, prefix, start: cursor - prefix.length - 1, end: cursor };
}

/** The text with the word completed, and the cursor after it. */
export function completeWord(
  text: string,
  word: OpenWord,
  name: string,
): { text: string; cursor: number } {
  const before = `${text.slice(0, word.start)}${word.sign}${name} `;
  return { text: before + text.slice(word.end).replace(/^\s/u, ""), cursor: before.length };
}

const levels = ["urgent", "high", "medium", "low"] as const satisfies readonly Priority[];

/** The priorities that a prefix may mean, in the words of the language. */
export function prioritiesFor(prefix: string): { priority: Priority; name: string }[] {
  return levels
    .map((priority) => ({ priority, name: m.priorities[priority].toLowerCase() }))
    .filter(({ name }) => name.startsWith(prefix.toLowerCase()));
}
