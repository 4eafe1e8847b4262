import type { Context } from "../context.ts";
import type { SlotName } from "../frames/frame.ts";
import { quotedSpans, titleSpans } from "../protect.ts";
import { wordsOf, type Word } from "../words.ts";
import type { SpokenCommand } from "./spoken-command.ts";

/** The phrases of a command with their places in the text that all phrases make together. */
type Placed = {
  kind: SpokenCommand["kind"];
  phrases: { name: SlotName; text: string; start: number }[];
};

/** The commands with their phrases, each on a line of one text, so that words can be told by their places. */
export function placed(commands: readonly SpokenCommand[]): { text: string; commands: Placed[] } {
  const lines: string[] = [];
  let start = 0;
  const all = commands.map(({ kind, phrases }): Placed => ({
    kind,
    phrases: Object.entries(phrases).map(([name, said]) => {
      const text = said.replace(/\s+/gu, " ").trim();
      const place = { name: name as SlotName, text, start };
      lines.push(text);
      start += text.length + 1;
      return place;
    }),
  }));
  return { text: lines.join("\n"), commands: all };
}

/** The words of each phrase. Titles and quotations are kept, as in what is said; no quotation goes beyond its phrase. */
export function slotsOf(
  { phrases }: Placed,
  { index, trashIndex }: Context,
): Partial<Record<SlotName, Word[]>> {
  return Object.fromEntries(
    phrases.map(({ name, text, start }) => {
      const kept = [...quotedSpans(text), ...titleSpans(text, [index, trashIndex])];
      const words = wordsOf(text, kept).map((word) => ({
        ...word,
        start: word.start + start,
        end: word.end + start,
        keptBy: word.keptBy === null ? null : word.keptBy + start,
      }));
      return [name, words];
    }),
  );
}
