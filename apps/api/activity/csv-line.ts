/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/** One record of a CSV file (RFC 4180). A cell that a spreadsheet would run as a formula is text. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
