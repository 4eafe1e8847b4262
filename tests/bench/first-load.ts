import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Row } from "./row.ts";

const budgetKilobytes = 150;
const dist = new URL("../../apps/frontend/dist/", import.meta.url);

/** Row 10: the JavaScript that a first visit loads before anything shows: the entry and its preloads. */
export async function benchFirstLoad(): Promise<Row[]> {
  const page = await readFile(new URL("index.html", dist), "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(
    (match) => match[1] ?? "",
  );
  const sizes = await Promise.all(
    scripts.map(async (script) => gzipSync(await readFile(new URL(script, dist))).length),
  );
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1_000;
  return [
    {
      number: "10",
      measure: "first-load JavaScript, gzipped",
      ours: `${kilobytes.toFixed(0)} kB`,
      reference: `${budgetKilobytes} kB`,
      ratio: kilobytes / budgetKilobytes,
      target: { atMost: 1 },
    },
  ];
}
