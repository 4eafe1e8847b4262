import type { Context } from "../context.ts";
import { trimmedWords, type Word } from "../words.ts";

/** Whether what begins at a place is a command of its own, behind what may be one already. */
export type IsCommand = (rest: readonly Word[], before: readonly Word[]) => boolean;

/**
 * The clauses of a text: apart at ".", ";" and "?", and at ",", "and", "then" before another command. Never inside a
 * title or quotation.
 */
export function splitClauses(
  words: readonly Word[],
  context: Context,
  isCommand: IsCommand,
): Word[][] {
  const joins = context.lexicon.phrases(context.lexicon.language.clauseJoins);
  const clauses: Word[][] = [[]];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const current = clauses.at(-1) ?? [];
    const length = word.isKept ? 0 : joinAt(words, at, joins);
    const rest = words.slice(at + length);
    const isEnd = length > 0 && isSentenceEnd(words, at);
    const isNext =
      length > 0 && current.length > 0 && rest.length > 0 && (isEnd || isCommand(rest, current));
    if (!isNext) {
      current.push(word);
      continue;
    }
    if (word.text === "?") current.push(word);
    clauses.push([]);
    at += length - 1;
  }
  return clauses.filter((clause) => trimmedWords(clause).length > 0);
}

type Joins = ReturnType<Context["lexicon"]["phrases"]>;

function joinAt(words: readonly Word[], at: number, joins: Joins): number {
  if (/^[,;.!?]$/u.test(words[at]?.text ?? "")) return 1 + joins.lengthAt(words, at + 1);
  return joins.lengthAt(words, at);
}

/** A full stop ends a sentence before a space; "24.12." and "3 p.m." do not. */
function isSentenceEnd(words: readonly Word[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (word === undefined || after === undefined) return false;
  if (/^[;!?]$/u.test(word.text)) return !after.isGlued;
  const isNumber = /^\d+$/u.test(before?.text ?? "");
  return word.text === "." && !after.isGlued && !isNumber && (before?.text.length ?? 0) > 1;
}
