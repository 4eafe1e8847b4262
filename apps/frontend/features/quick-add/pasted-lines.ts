/** What lists begin their lines with: "- ", "* ", "1. ", "[ ] ". */
const bullet = /^\s*(?:[-*+•–]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]?\]\s+)?/u;

/** The lines of a pasted text, each without its bullet; empty ones are left out. */
export function pastedLines(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) =>
      line
        .replace(bullet, "")
        .replace(/\p{Cc}+/gu, " ")
        .trim(),
    )
    .filter((line) => line !== "");
}
