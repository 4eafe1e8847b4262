/** One line of the table: our number, the reference measured beside it in the same run, the target. */
export type Row = {
  /** Number of the row in the design. */
  number: string;
  measure: string;
  ours: string;
  reference: string;
  ratio: number;
  target: { atMost: number } | { atLeast: number };
};

export function isMet(row: Row): boolean {
  return "atMost" in row.target ? row.ratio <= row.target.atMost : row.ratio >= row.target.atLeast;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.number,
    row.measure,
    row.ours,
    row.reference,
    row.ratio.toFixed(2),
    "atMost" in row.target ? `<= ${row.target.atMost}` : `>= ${row.target.atLeast}`,
    isMet(row) ? "met" : "MISSED",
  ]);
  const table = [["#", "measure", "ours", "reference", "ratio", "target", ""], ...lines];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
