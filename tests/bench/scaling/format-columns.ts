/** Lays out rows as a Markdown table. */
export function formatColumns(rows: string[][]): string {
  const [head = [], ...rest] = rows;
  const lines = [head, head.map(() => "---"), ...rest];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
