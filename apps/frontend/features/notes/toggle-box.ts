const box = /^(\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+\[)([ xX])(\](?:\s|$))/u;
const fence = /^\s*(?:>\s*)*(`{3,}|~{3,})/u;

/** Ticks the box number `index` (from 0) of a Markdown text, or clears it; boxes in code are no boxes. */
export function toggleBox(markdown: string, index: number): string {
  let passed = 0;
  let openFence: string | null = null;
  return markdown
    .split("\n")
    .map((line) => {
      const mark = fence.exec(line)?.[1];
      if (mark !== undefined && (openFence === null || mark.startsWith(openFence))) {
        openFence = openFence === null ? mark : null;
        return line;
      }
      const match = openFence === null ? box.exec(line) : null;
      if (match === null) return line;
      passed += 1;
      if (passed !== index + 1) return line;
      return line.replace(box, `$1${match[2] === " " ? "x" : " "}$3`);
    })
    .join("\n");
}
