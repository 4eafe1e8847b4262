/** A row of a CSV file, the line that it begins on, from 1, and the line of a quote in it that was never closed. */
export type CsvRow = { line: number; cells: string[]; openQuoteLine: number | null };

type CsvOptions = {
  delimiter: string;
  /** Whether a line is a row by itself: what is in quotes and comes to one was not meant to be in quotes. */
  isRow?: (line: string) => boolean;
};

type Scanner = CsvOptions & {
  text: string;
  at: number;
  line: number;
  /** Quotes before this place are known to be closed nowhere. */
  openUntil: number;
};

/** Of a line that may be a row by itself so much is looked at. */
const maxGlance = 5_000;
const lineEnd = /\r\n|\r|\n/gu;
/** Made once: a text has a million places to look from. */
const lineEdge = /[\r\n]/gu;

/**
 * The rows of a CSV (RFC 4180) as people's programs write it: lines end as they like, a quote inside a cell
 * is a quote, and one that is never closed costs neither its row nor those below.
 */
export function* csvRows(text: string, options: CsvOptions): Generator<CsvRow> {
  const scanner: Scanner = { ...options, text, at: 0, line: 1, openUntil: 0 };
  while (scanner.at < text.length) yield readRow(scanner);
}

function readRow(scanner: Scanner): CsvRow {
  const row: CsvRow = { line: scanner.line, cells: [], openQuoteLine: null };
  for (;;) {
    row.cells.push(readCell(scanner, row));
    if (scanner.text[scanner.at] !== scanner.delimiter) break;
    scanner.at += 1;
  }
  scanner.at += lineEndAt(scanner.text, scanner.at);
  scanner.line += 1;
  return row;
}

function readCell(scanner: Scanner, row: CsvRow): string {
  const { text, at } = scanner;
  const quote = skipBlanks(text, at);
  const isQuoted = text[quote] === '"';
  if (isQuoted && quote >= scanner.openUntil) {
    const close = closingQuote(scanner, quote + 1);
    if (close !== null) {
      const cell = text.slice(quote + 1, close);
      scanner.at = skipBlanks(text, close + 1);
      scanner.line += cell.match(lineEnd)?.length ?? 0;
      return cell.replaceAll('""', '"');
    }
  }
  scanner.at = cellEnd(scanner);
  const cell = text.slice(at, scanner.at);
  // Quotes in pairs are words in quotes; one alone was to be the first of two.
  if (!isQuoted || cell.lastIndexOf('"') !== quote - at) return cell;
  row.openQuoteLine ??= scanner.line;
  return cell.slice(quote - at + 1);
}

/**
 * Where the quotes that opened before `from` are closed, or null where they are not: at the end of the text,
 * where another cell opens its own, or where a whole row lies inside. Each of these is kept in mind, so that
 * no part of the text is looked through twice for nothing.
 */
function closingQuote(scanner: Scanner, from: number): number | null {
  const { text, delimiter, isRow } = scanner;
  const isCellEdge = (at: number): boolean =>
    at >= text.length || text[at] === delimiter || lineEndAt(text, at) > 0;
  const stops = /["\r\n]/gu;
  stops.lastIndex = from;
  for (let found = stops.exec(text); found !== null; found = stops.exec(text)) {
    const at = found.index;
    if (text[at] === '"') {
      if (text[at + 1] === '"') stops.lastIndex += 1;
      else if (isCellEdge(skipBlanks(text, at + 1))) return at;
      else if (at > from && text[at - 1] === delimiter) return stillOpen(at);
    } else {
      const next = at + lineEndAt(text, at);
      stops.lastIndex = next;
      if (isRow?.(lineFrom(text, next))) return stillOpen(next);
    }
  }
  return stillOpen(text.length);

  function stillOpen(until: number): null {
    scanner.openUntil = until;
    return null;
  }
}

function cellEnd({ text, at, delimiter }: Scanner): number {
  let end = at;
  while (end < text.length && text[end] !== delimiter && lineEndAt(text, end) === 0) end += 1;
  return end;
}

/** The length of the end of a line that stands here: 0 when none does. */
function lineEndAt(text: string, at: number): number {
  if (text[at] === "\n") return 1;
  if (text[at] !== "\r") return 0;
  return text[at + 1] === "\n" ? 2 : 1;
}

function lineFrom(text: string, at: number): string {
  lineEdge.lastIndex = at;
  const end = lineEdge.exec(text)?.index ?? text.length;
  return text.slice(at, Math.min(end, at + maxGlance));
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (text[next] === " ") next += 1;
  return next;
}
