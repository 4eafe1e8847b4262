export type TokenKind =
  | "word"
  | "tag"
  | "text"
  | "unclosed"
  | "compare"
  | "and"
  | "or"
  | "minus"
  | "plus"
  | "bang"
  | "comma"
  | "dots"
  | "open"
  | "close"
  | "unknown"
  | "end";

/** A piece of a query; `start` and `end` are indices into it. Of a text, `text` is what is between the quotes. */
export type Token = { kind: TokenKind; text: string; start: number; end: number };

const quoted = /["“”„«»]((?:\\.|[^\\"“”„«»])*)(["“”«»]?)/suy;
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["word", /[\p{L}\p{N}\p{M}_]+(?:-[\p{L}\p{N}\p{M}_]+)*/uy],
  ["tag", /#[\p{L}\p{N}\p{M}-]*/uy],
  ["compare", /<=|>=|[<>:=]/y],
  ["and", /&&?/y],
  ["or", /\|\|?/y],
  ["dots", /\.\.+|…/uy],
  ["minus", /[-−–]/uy],
  ["plus", /\+/y],
  ["bang", /!/y],
  ["comma", /,/y],
  ["open", /\(/y],
  ["close", /\)/y],
  ["unknown", /./suy],
];
const blanks = /\s*/uy;

/** Cuts a query into its pieces; the last one is always `end`. Quotes may be those that phones make. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let start = skipBlanks(text, 0); start < text.length;) {
    const token = readToken(text, start);
    tokens.push(token);
    start = skipBlanks(text, token.end);
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

function skipBlanks(text: string, start: number): number {
  blanks.lastIndex = start;
  return start + (blanks.exec(text)?.[0].length ?? 0);
}

function readToken(text: string, start: number): Token {
  quoted.lastIndex = start;
  const quote = quoted.exec(text);
  if (quote !== null) {
    const [whole, inner = "", closing] = quote;
    const kind = closing === "" ? "unclosed" : "text";
    return { kind, text: inner.replace(/\\(.)/gsu, "$1"), start, end: start + whole.length };
  }
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, start, end: start + found.length };
  }
  return { kind: "unknown", text: text.charAt(start), start, end: start + 1 };
}

/** Walks over the pieces of a query. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(text: string) {
    this.#tokens = readTokens(text);
  }

  /** The next piece, or one after it, without taking it. */
  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(this.#index + ahead, last)];
    return token ?? { kind: "end", text: "", start: 0, end: 0 };
  }

  /** Takes the next piece; the end is never taken. */
  take(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#index += 1;
    return token;
  }

  /** Takes the next piece if it is of this kind. */
  takeKind(kind: TokenKind): Token | null {
    return this.peek().kind === kind ? this.take() : null;
  }

  /** The word that stands `ahead`, in lower case; empty when none does. */
  word(ahead = 0): string {
    const { kind, text } = this.peek(ahead);
    return kind === "word" ? text.toLowerCase() : "";
  }

  /** Takes the next piece if it is one of these words. */
  takeWord(...words: readonly string[]): Token | null {
    return words.includes(this.word()) && this.word() !== "" ? this.take() : null;
  }
}
