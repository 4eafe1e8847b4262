import type { ContentLine } from "./icalendar-lines.ts";

/** A component of an iCalendar file as its lines, without BEGIN and END. */
export type Block = {
  /** In upper case. */
  name: string;
  /** The line of the file that it begins on, from 1. */
  line: number;
  lines: ContentLine[];
  /** False for one that the file, or what comes next, breaks off. */
  isEnded: boolean;
};

/** What stands in a calendar by itself (RFC 5545 section 3.6), so that the next of them ends one that was not ended. */
const outermost = new Set(["VTODO", "VEVENT", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"]);
const edge = /^(BEGIN|END):\s*([A-Z0-9-]{1,100})\s*$/iu;

/** The outermost components, each by itself, so that one that cannot be read leaves the others alone. */
export function icalendarBlocks(lines: readonly ContentLine[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const one of lines) {
    const found = edgeOf(one);
    const isCalendar = found?.name === "VCALENDAR";
    if (found !== null && (isCalendar || outermost.has(found.name))) {
      if (open !== null && found.isEnd && found.name === open.name) open.isEnded = true;
      open = found.isEnd || isCalendar ? null : begin(found.name, one.line);
      if (open !== null) blocks.push(open);
    } else open?.lines.push(one);
  }
  return blocks;
}

/**
 * The lines of a component itself, and the components inside it. Of one that is not ended, and took in what
 * follows it, the lines that `isInner` does not know go back to the outer one.
 */
export function splitBlock(
  { lines }: Block,
  isInner: (line: ContentLine) => boolean,
): { own: ContentLine[]; inner: Block[] } {
  const own: ContentLine[] = [];
  const inner: Block[] = [];
  let open: Block | null = null;
  for (const one of lines) {
    const found = edgeOf(one);
    if (found === null) (open?.lines ?? own).push(one);
    else if (!found.isEnd) {
      open = begin(found.name, one.line);
      inner.push(open);
    } else if (found.name === open?.name) {
      open.isEnded = true;
      open = null;
    }
  }
  for (const block of inner.filter(({ isEnded }) => !isEnded)) {
    own.push(...block.lines.filter((one) => !isInner(one)));
    block.lines = block.lines.filter(isInner);
  }
  return { own, inner };
}

function edgeOf({ text }: ContentLine): { isEnd: boolean; name: string } | null {
  const [, word = "", name = ""] = edge.exec(text) ?? [];
  return name === "" ? null : { isEnd: word.toUpperCase() === "END", name: name.toUpperCase() };
}

function begin(name: string, line: number): Block {
  return { name, line, lines: [], isEnded: false };
}
