import type { Context } from "../context.ts";
import type { Frame } from "../frames/frame.ts";
import { matchFrame, type Captures } from "../frames/match-frame.ts";
import { frameKinds, type FrameKind } from "../languages/language.ts";
import type { Word } from "../words.ts";
import { gateHits, type GateHit } from "./gate.ts";
import type { Reading } from "./reading.ts";
import { slotTest } from "./slot-test.ts";

/** Kinds that change nothing, and so may be asked as questions. */
const harmless: ReadonlySet<FrameKind> = new Set([
  "help",
  "plan",
  "review",
  "history",
  "activity",
  "list",
]);

/**
 * All ways to read a clause by the frames of the language, in the order of their kinds. Behind a gate ("don't",
 * "should I") only frames count that say its words themselves: "don't let me forget {title}".
 */
export function* readFrames(
  words: readonly Word[],
  context: Context,
  kinds: readonly FrameKind[] = frameKinds,
): Generator<Reading> {
  const fits = slotTest(context);
  let hits: GateHit[] | null = null;
  for (const kind of kinds)
    for (const frame of context.lexicon.frames[kind]) {
      if (!mayBegin(frame, words)) continue;
      const slots = matchFrame(frame, words, fits);
      if (slots === null) continue;
      if (!harmless.has(kind)) {
        hits ??= gateHits(words, context);
        if (!hits.every((hit) => isOwn(hit, words, slots))) continue;
      }
      yield { kind, source: frame.source, slots, isTentative: frame.isTentative, words };
    }
}

/** A frame that begins with words cannot match a clause that begins with others. */
function mayBegin({ elements }: Frame, words: readonly Word[]): boolean {
  for (const element of elements) {
    if (element.kind === "slot") return true;
    if (element.phrases.some((phrase) => phrase[0] === words[0]?.text)) return true;
    if (!element.isOptional) return false;
  }
  return false;
}

/** Whether the words of a gate are those of the frame, or within a title, where they mean themselves. */
function isOwn({ from, to, isOpening }: GateHit, words: readonly Word[], slots: Captures): boolean {
  const { title = [], text = [], ...others } = slots;
  const free = new Set([...title, ...text]);
  const bound = new Set(Object.values(others).flat());
  const hit = words.slice(from, to);
  return hit.every((word) => !bound.has(word) && !(isOpening && free.has(word)));
}
