import { phraseWords } from "../words.ts";

/** Names of what a frame leaves open. */
export const slotNames = [
  "target",
  "when",
  "span",
  "priority",
  "tag",
  "rule",
  "lead",
  "title",
  "text",
  "list",
  "count",
  "words",
] as const;
export type SlotName = (typeof slotNames)[number];

export type FrameElement =
  /** Any of these phrases, the longest first. */
  | { kind: "phrases"; phrases: readonly (readonly string[])[]; isOptional: boolean }
  | { kind: "slot"; name: SlotName };

export type Frame = {
  source: string;
  elements: readonly FrameElement[];
  /** True for a frame that holds only when its target is a real task: "{target} {when}". */
  isTentative: boolean;
};

/** Lists of phrases that frames name as `<complete>`. */
export type WordClasses = Readonly<Record<string, readonly string[]>>;

const part = /\{(\w+)\}|<(\w+)>(\?)?|\[([^\]]+)\]|\(([^)]+)\)|(\S+)/gu;

/**
 * Makes a frame of its notation: words, `(one|another one)`, `[maybe|this]`, `<class>`, `<class>?` and `{slot}`.
 * One that begins with `~` holds only for real tasks. Throws for a class or a slot that is not there.
 */
export function createFrame(source: string, classes: WordClasses): Frame {
  const isTentative = source.startsWith("~");
  const elements = [...source.replace("~", "").trim().matchAll(part)].map(
    ([, slot, name, mark, optional, choice, word]): FrameElement => {
      if (slot !== undefined) return { kind: "slot", name: slotOf(slot, source) };
      if (name !== undefined) return phrasesOf(classOf(name, classes, source), mark !== undefined);
      const written = optional ?? choice ?? word ?? "";
      return phrasesOf(written.split("|"), optional !== undefined);
    },
  );
  return { source, elements, isTentative };
}

function slotOf(name: string, source: string): SlotName {
  const found = slotNames.find((one) => one === name);
  if (found === undefined) throw new Error(`There is no slot ${name}: ${source}`);
  return found;
}

function classOf(name: string, classes: WordClasses, source: string): readonly string[] {
  const found = classes[name];
  if (found === undefined) throw new Error(`There is no class ${name}: ${source}`);
  return found;
}

function phrasesOf(written: readonly string[], isOptional: boolean): FrameElement {
  const phrases = written.map(phraseWords).toSorted((left, right) => right.length - left.length);
  return { kind: "phrases", phrases, isOptional };
}
