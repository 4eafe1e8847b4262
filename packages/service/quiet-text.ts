/** Tokens, each behind what tells that it is one. */
const tokens: readonly (readonly [RegExp, string])[] = [
  [/\bpak_\w+/g, "[token]"],
  [/\bBearer [\w.~+/=-]+/gi, "Bearer [token]"],
  [/([?&](?:token|code|state|ticket)=)[^&\s"\\]+/g, "$1..."],
];

/** What stands between two quotation marks, brackets or spaces. */
const word = /[^\s"'`<>(){}[\],;=&?\\]+/g;

/** An address of mail, and who signs in by the address of a database; the name of a package, as in `/@pakaura/`, is neither. */
function quietWord(text: string): string {
  const at = text.lastIndexOf("@");
  const scheme = text.indexOf("://");
  if (scheme >= 0 && at > scheme + 3) return `${text.slice(0, scheme + 3)}...${text.slice(at)}`;
  return at > 0 && text[at - 1] !== "/" ? "[address]" : text;
}

/** A text without addresses of mail, tokens and passwords, wherever it came from. */
export function quietText(text: string): string {
  const quiet = text.includes("@") ? text.replace(word, quietWord) : text;
  return tokens.reduce((soFar, [pattern, instead]) => soFar.replace(pattern, instead), quiet);
}

/** An answer of ours that is an error: its code says what it is. */
const problemAnswer = /^(HTTP \d{3}): \{[\s\S]{0,2000}?"code":"(\w{1,40})"/;

/**
 * The message of an error without what somebody typed: PostgreSQL, JSON.parse and others quote it, and what puts statements together names
 * their parameters.
 */
export function quietMessage(message: string): string {
  const [, status, code] = problemAnswer.exec(message) ?? [];
  if (status !== undefined && code !== undefined) return `${status}: ${code}`;
  return quietText(
    message.replace(/\bparams: [\s\S]*/, "params: ...").replace(/"[^"]*"/g, '"..."'),
  );
}
