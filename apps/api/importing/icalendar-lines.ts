/** A content line in one piece, and the line of the file that it begins on, from 1. */
export type ContentLine = { text: string; line: number };

/** A head that says that the value is in quoted-printable, as vCalendar 1.0 has it. */
const quotedPrintable = /^[^:]{0,200};(?:ENCODING=)?QUOTED-PRINTABLE[;:]/iu;

/**
 * The content lines of an iCalendar file, put together where they are folded (RFC 5545 section 3.1): a
 * line that begins with a blank goes on with the one before. So does one after a soft break of
 * quoted-printable. Empty lines are no end of one, because some programs end lines with two returns.
 */
export function contentLines(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  let parts: string[] = [];
  let begin = 0;
  let isQuoted = false;
  const close = (): void => {
    if (parts.length > 0) lines.push({ text: parts.join(""), line: begin });
    parts = [];
  };
  for (const [index, physical] of text.split(/\r\n|\r|\n/u).entries()) {
    if (physical === "") continue;
    const last = parts.at(-1) ?? "";
    if (isQuoted && last.endsWith("=")) {
      parts[parts.length - 1] = last.slice(0, -1);
      parts.push(physical.trimStart());
    } else if (parts.length > 0 && /^[ \t]/u.test(physical)) {
      parts.push(physical.slice(1));
    } else {
      close();
      begin = index + 1;
      isQuoted = quotedPrintable.test(physical);
      parts = [physical.trimStart()];
    }
  }
  close();
  return lines;
}
