import type { Lexicon } from "./lexicon.ts";
import type { Moment, Phrase, Span } from "./phrase.ts";
import type { Token } from "./tokens.ts";

/** A phrase with the tokens it was read from. */
export type Candidate = Span & {
  phrase: Phrase;
  from: number;
  to: number;
  /** True for the first of two pieces of a recurrence. */
  isPiece?: true;
};

/** What is read: a text with its tokens, the words of its languages, and what stays as it is. */
export type Reading = {
  text: string;
  tokens: readonly Token[];
  lexicons: readonly Lexicon[];
  moment: Moment;
  kept: readonly Span[];
  isWhole: boolean;
  /** False where a recurrence is not looked for in two pieces of the line. */
  isInPieces: boolean;
};

/** Kinds that say when, and make sure of a doubtful neighbour: "sun" beside "9:30". */
export const whenKinds: ReadonlySet<Phrase["kind"]> = new Set([
  "date",
  "time",
  "moment",
  "recurrence",
  "until",
  "count",
  "except",
  "from-completion",
] as const);

/** True for nothing but spaces and commas. */
export function isGap(between: string): boolean {
  return /^[\s,]*$/u.test(between);
}
