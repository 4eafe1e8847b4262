import type { Context } from "../context.ts";
import type { Outcome } from "../deciding/outcome.ts";
import { fits, isSlip, wordFit } from "../targets/word-fit.ts";
import { contentOf } from "../targets/match-title.ts";
import { wordsOf, type Word } from "../words.ts";
import { tasksSaid } from "./tasks-said.ts";

/**
 * Whether a command says nothing that the person did not: each word of its phrases, or, for its tasks, the one that the
 * person's own words fit best.
 */
export function wasSaid(
  slots: Readonly<Record<string, readonly Word[]>>,
  outcome: Outcome,
  said: string,
  context: Context,
): boolean {
  const spoken = wordsOf(said).map(({ text }) => text);
  return Object.entries(slots).every(
    ([name, words]) =>
      areSpoken(words, spoken, context) || (name === "target" && isBestOf(outcome, said, context)),
  );
}

/** Little words count only where a phrase has no others: "all", "it". */
function areSpoken(words: readonly Word[], spoken: readonly string[], context: Context): boolean {
  const texts = words.map(({ text }) => text);
  const content = contentOf(texts, context.lexicon.fillers);
  if (content.length === 0) return texts.every((text) => spoken.includes(text));
  return content.every((word) => spoken.some((one) => isLike(word, one, context)));
}

function isLike(word: string, spoken: string, { lexicon }: Context): boolean {
  const { stem } = lexicon.language;
  const fit = wordFit({ word: spoken, stem: stem(spoken) }, { word, stem: stem(word) });
  return fit >= fits.stem || isSlip(spoken, word);
}

function isBestOf(outcome: Outcome, said: string, context: Context): boolean {
  if (outcome.kind !== "change" || outcome.isAll || outcome.tasks.length !== 1) return false;
  const [best, next] = tasksSaid(said, context);
  const isAlone = best !== undefined && (next === undefined || next.fit < best.fit);
  return isAlone && best.task.id === outcome.tasks[0]?.id;
}
