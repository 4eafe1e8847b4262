const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** The text of simple HTML as an editor for notes writes it: paragraphs, lists, line breaks. */
export function htmlToText(html: string): string {
  if (!/<[a-z/]/i.test(html)) return html.trim();
  return html
    .replaceAll(/<(?:br|hr)\b[^>]*>/gi, "\n")
    .replaceAll(/<li\b[^>]*>(?:\s*<p\b[^>]*>)?/gi, "- ")
    .replaceAll(/<\/(?:p|div|h[1-6]|li|ul|ol|tr|pre|blockquote)>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:#(\d+)|([a-z]+));/gi, (whole, code?: string, name?: string) =>
      code
        ? String.fromCodePoint(Math.min(Number(code), 0x10ffff))
        : (entities[name ?? ""] ?? whole),
    )
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
