import type { Context } from "../context.ts";
import type { NoCommand } from "../languages/language.ts";
import type { Word } from "../words.ts";

const order = ["hypothesis", "question", "wish", "negated"] as const;

/** Words that make a clause no command, and where they stand. */
export type GateHit = { why: NoCommand; from: number; to: number; isOpening: boolean };

/** All words of a clause that make it a negation, a question, a wish or a hypothesis; the gravest first. */
export function gateHits(words: readonly Word[], { lexicon }: Context): GateHit[] {
  const { language, phrases } = lexicon;
  return order.flatMap((why) => {
    const { opens, holds } = language.gate[why];
    const opening = phrases(opens).lengthAt(words, 0);
    const opened = opening > 0 ? [{ why, from: 0, to: opening, isOpening: true }] : [];
    const held = words.flatMap((_, from): GateHit[] => {
      const length = phrases(holds).lengthAt(words, from);
      return length > 0 && phrases(language.undated).lengthAt(words, from) <= length
        ? [{ why, from, to: from + length, isOpening: false }]
        : [];
    });
    return [...opened, ...held];
  });
}

/** Why a clause is no command, as far as its words say so. */
export function gateOf(words: readonly Word[], context: Context): NoCommand | null {
  return gateHits(words, context)[0]?.why ?? null;
}
