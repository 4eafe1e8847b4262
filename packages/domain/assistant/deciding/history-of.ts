import type { Context } from "../context.ts";
import type { Reading } from "../reading/reading.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import type { Word } from "../words.ts";
import type { Outcome } from "./outcome.ts";

/** "When did I move the dentist", "who changed this": what the log says of tasks. */
export function historyOf({ slots, words }: Reading, context: Context): Outcome {
  const said = slots.target ?? withoutVerb(slots.words ?? [], context);
  if (said.length === 0) return { kind: "activity", words, tasks: null };
  for (const pool of ["any", "trash"] as const) {
    const target = resolveTarget(said, pool, context);
    const tasks = target.kind === "found" ? target.tasks : target.isTie ? target.candidates : [];
    if (tasks.length > 0) return { kind: "activity", words, tasks };
  }
  return { kind: "misfit" };
}

/** "Move the dentist" is about the dentist. */
function withoutVerb(words: readonly Word[], { lexicon }: Context): Word[] {
  const verbs = lexicon.phrases(Object.keys(lexicon.language.activityVerbs));
  let start = verbs.lengthAt(words, 0);
  // "Last change the report".
  if (start > 0) start += verbs.lengthAt(words, start);
  const end = verbs.lengthAt(words, words.length - 1);
  return words.slice(start, end > 0 && start === 0 ? -1 : undefined);
}
