import type { Word } from "../words.ts";
import type { Frame, SlotName } from "./frame.ts";

/** What stands in the slots of a frame. */
export type Captures = Partial<Record<SlotName, readonly Word[]>>;

/** Whether some words can stand in a slot. */
export type SlotTest = (name: SlotName, words: readonly Word[]) => boolean;

/** No frame is read over more words; nothing that is said in one clause is longer. */
const mostWords = 120;

/** The words as a frame from the first to the last, with the shortest slots that fit; null when they are not. */
export function matchFrame(frame: Frame, words: readonly Word[], fits: SlotTest): Captures | null {
  if (words.length > mostWords) return null;
  return matchFrom({ frame, words, fits }, 0, 0);
}

type Matching = { frame: Frame; words: readonly Word[]; fits: SlotTest };

function matchFrom(matching: Matching, element: number, at: number): Captures | null {
  const { frame, words, fits } = matching;
  const next = frame.elements[element];
  if (next === undefined) return at === words.length ? {} : null;
  if (next.kind === "phrases") {
    for (const phrase of next.phrases) {
      if (!isAt(phrase, words, at)) continue;
      const rest = matchFrom(matching, element + 1, at + phrase.length);
      if (rest) return rest;
    }
    return next.isOptional ? matchFrom(matching, element + 1, at) : null;
  }
  const isLast = element === frame.elements.length - 1;
  for (let end = isLast ? words.length : at + 1; end <= words.length; end += 1) {
    if (end === at || isInside(words, end)) continue;
    const rest = matchFrom(matching, element + 1, end);
    if (rest === null) continue;
    const captured = words.slice(at, end);
    if (fits(next.name, captured)) return { [next.name]: captured, ...rest };
  }
  return null;
}

/** Whether a word goes on what stands before it: "urgent-care", "q1", "#home". */
function isJoined(word: Word | undefined): boolean {
  return word?.isGlued === true && !/^[,.;:!?)\]"'”’“]/u.test(word.text);
}

function isAt(phrase: readonly string[], words: readonly Word[], at: number): boolean {
  const isSign = /^[^\p{L}\p{N}]+$/u.test(phrase.at(-1) ?? "");
  if (isJoined(words[at + phrase.length]) && !isSign) return false;
  return phrase.every((text, index) => {
    const word = words[at + index];
    return word?.text === text && !word.isKept;
  });
}

/** A slot never ends within a title, a quotation, or "q1". */
function isInside(words: readonly Word[], end: number): boolean {
  const [before, after] = [words[end - 1], words[end]];
  if (isJoined(after)) return true;
  return before?.isKept === true && after?.isKept === true && before.keptBy === after.keptBy;
}
