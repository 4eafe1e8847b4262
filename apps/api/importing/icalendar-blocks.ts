/** A component of an iCalendar file as its text, and the line that it begins at, from 1. */
export type Block = { name: string; line: number; text: string };

/**
 * The outermost components of these names (RFC 5545 section 3.6), each by itself, so that one that
 * cannot be read leaves the others alone. One that the file breaks off in goes to its end.
 */
export function icalendarBlocks(text: string, names: string[]): Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  let begin: { name: string; index: number } | null = null;
  const close = (end: number) => {
    if (begin === null) return;
    const { name, index } = begin;
    blocks.push({ name, line: index + 1, text: lines.slice(index, end).join("\n") });
    begin = null;
  };
  for (const [index, line] of lines.entries()) {
    const [, edge, name] = /^(begin|end):(\w+)\s*$/.exec(line.toLowerCase()) ?? [];
    if (edge === "begin" && name !== undefined && names.includes(name)) {
      close(index);
      begin = { name, index };
    } else if (edge === "end" && name === begin?.name) {
      close(index + 1);
    }
  }
  close(lines.length);
  return blocks;
}
