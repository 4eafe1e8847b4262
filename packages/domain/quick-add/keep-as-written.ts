import { readLength } from "./find-phrases.ts";
import type { Span } from "./phrase.ts";

/** What is in double quotes or backticks. */
const quoted = /"[^"\n]*"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|`[^`\n]*`/gu;
/** What may stand before `://` in an address, by itself. */
const scheme = /^[a-z][a-z0-9+.-]{1,15}$/iu;
const notInScheme = /[^a-z0-9+.-]/iu;

/** The pieces of a text that mean themselves: quotations, and addresses of the web and of mail. One may lie within another. */
export function literalSpans(text: string): Span[] {
  const read = text.slice(0, readLength);
  const quotations = [...read.matchAll(quoted)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  const addresses = [...read.matchAll(/\S+/gu)].flatMap(({ index, 0: word }) =>
    [...webAddress(word), ...mailAddresses(word)].map(({ start, end }) => ({
      start: index + start,
      end: index + end,
    })),
  );
  return [...quotations, ...addresses];
}

function webAddress(word: string): Span[] {
  const colon = word.indexOf("://");
  if (colon === -1 || word.length === colon + 3) return [];
  let start = colon;
  while (start > 0 && !notInScheme.test(word[start - 1] ?? "")) start -= 1;
  return scheme.test(word.slice(start, colon)) && word[start - 1] !== "_"
    ? [{ start, end: word.length }]
    : [];
}

function mailAddresses(word: string): Span[] {
  const parts = word.split("@");
  let start = 0;
  return parts.flatMap((local, index) => {
    const from = start;
    start += local.length + 1;
    const domain = parts[index + 1] ?? "";
    const dot = domain.indexOf(".");
    const isAddress =
      local.length >= 1 && local.length <= 64 && dot >= 1 && dot <= 63 && domain.length > dot + 1;
    return isAddress ? [{ start: from, end: start + domain.length }] : [];
  });
}
