import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import type { Row } from "./row.ts";

const budgetKilobytes = 150;
const dist = new URL("../../apps/frontend/dist/", import.meta.url);

/** What Vite writes of each chunk (https://vite.dev/guide/backend-integration). */
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);
type Manifest = z.infer<typeof manifestSchema>;

/** The page's entry, and the application that it imports at once; anything else is loaded when it is used. */
const roots = ["index.html", "app/start.tsx"];

/** The files of these chunks and of all that they import statically. */
function filesOf(manifest: Manifest, names: readonly string[], found = new Set<string>()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the built web app has no ${name}`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(manifest, chunk.imports, found);
  }
  return found;
}

/** Row 10: the JavaScript that a first visit loads before anything shows. */
export async function benchFirstLoad(): Promise<Row[]> {
  const manifest: unknown = JSON.parse(
    await readFile(new URL(".vite/manifest.json", dist), "utf8"),
  );
  const scripts = ["theme.js", ...filesOf(manifestSchema.parse(manifest), roots)];
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
