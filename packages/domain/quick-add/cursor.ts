import type { Lexicon } from "./lexicon.ts";
import type { Moment } from "./phrase.ts";
import type { Token } from "./tokens.ts";
import type { Table } from "./word-table.ts";

const units = new Set(["_", "%", "°", "€", "$", "£"]);
const wordJoins = new Set(["'", "’", "-", "–", "/"]);
const numberJoins = new Set(["-", "–", "/", ":", ".", ","]);

/** Reads tokens one after the other, in one language. What it reads it moves over. */
export class Cursor {
  readonly tokens: readonly Token[];
  readonly words: Lexicon;
  readonly moment: Moment;
  at: number;

  constructor(tokens: readonly Token[], at: number, words: Lexicon, moment: Moment) {
    this.tokens = tokens;
    this.at = at;
    this.words = words;
    this.moment = moment;
  }

  /** The token here, or so many further. */
  peek(further = 0): Token | undefined {
    return this.tokens[this.at + further];
  }

  /** The meaning of the word here. */
  take<Value>(table: Table<Value>): Value | undefined {
    const found = table(this.tokens, this.at);
    if (found === null) return undefined;
    this.at = found.end;
    return found.value;
  }

  /** True when the word is here. */
  has(table: Table<unknown>): boolean {
    return this.take(table) !== undefined;
  }

  /** True when the word is here, without moving over it. */
  sees(table: Table<unknown>): boolean {
    return table(this.tokens, this.at) !== null;
  }

  /** True when the sign is here. */
  sign(text: string): boolean {
    if (this.peek()?.text !== text) return false;
    this.at += 1;
    return true;
  }

  /** True when the sign is here without a space before it. */
  gluedSign(text: string): boolean {
    return this.peek()?.isGlued === true && this.sign(text);
  }

  /** The digits here, at least and at most so many. */
  digits(least: number, most: number): string | null {
    const token = this.peek();
    if (token?.kind !== "number" || token.text.length < least || token.text.length > most)
      return null;
    this.at += 1;
    return token.text;
  }

  /** Digits without a space before them. */
  gluedDigits(least: number, most: number): string | null {
    return this.peek()?.isGlued ? this.digits(least, most) : null;
  }

  /** What a reader reads; where it reads nothing, nothing is moved over. */
  attempt<Value>(read: () => Value | null | undefined): Value | null {
    const start = this.at;
    const value = read();
    if (value !== null && value !== undefined && value !== false) return value;
    this.at = start;
    return null;
  }

  /** What the reader that goes furthest reads, to the end of a word if not `isGlued`; the first of equals. */
  longest<Value>(
    readers: readonly ((cursor: Cursor) => Value | null)[],
    isGlued = false,
  ): Value | null {
    const start = this.at;
    let best: { end: number; value: Value } | null = null;
    for (const read of readers) {
      this.at = start;
      const value = read(this);
      if (value !== null && this.at > (best?.end ?? start) && (isGlued || this.isOver()))
        best = { end: this.at, value };
    }
    this.at = best?.end ?? start;
    return best?.value ?? null;
  }

  /** A word, number or unit must be over here: neither "9am-10am", "2.5" nor "today's". */
  isOver(): boolean {
    const [next, second] = [this.peek(), this.peek(1)];
    if (!next?.isGlued) return true;
    if (next.kind !== "sign") return false;
    if (units.has(next.text)) return false;
    if (!second?.isGlued) return true;
    return !(
      (second.kind === "word" && wordJoins.has(next.text)) ||
      (second.kind === "number" && numberJoins.has(next.text))
    );
  }

  /** True when nothing is left but signs that end a sentence. */
  isAtEnd(): boolean {
    return this.tokens
      .slice(this.at, this.at + 3)
      .every(({ text }) => /^[.,;:!?)\]}]$/u.test(text));
  }
}
