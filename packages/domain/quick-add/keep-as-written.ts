import { readLength } from "./find-phrases.ts";
import type { Span } from "./phrase.ts";

/** What is in double quotes or backticks, and addresses of the web and of mail. */
const literal =
  /"[^"\n]*"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|`[^`\n]*`|(?<![\w+.-])[a-z][a-z0-9+.-]{1,15}:\/\/\S+|(?<![^\s@])[^\s@]{1,64}@[^\s@.]{1,63}\.[^\s@]+/giu;

/** The pieces of a text that mean themselves. */
export function literalSpans(text: string): Span[] {
  return [...text.slice(0, readLength).matchAll(literal)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
