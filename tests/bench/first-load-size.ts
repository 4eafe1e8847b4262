import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { z } from "zod";

/** The most that a first visit may load before anything shows, in kB of gzipped JavaScript. */
export const firstLoadBudgetKilobytes = 150;

/** The most that the assistant may load besides what other overlays have loaded, in kB of gzipped JavaScript. */
export const assistantBudgetKilobytes = 15;

/** What Vite writes of each chunk (https://vite.dev/guide/backend-integration). */
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);

/** The page's entry, and the application that it imports at once; anything else is loaded when it is used. */
const roots = ["index.html", "app/start.tsx", "messages/en.ts"];

/**
 * The scripts of a first visit: the page's own, and all that its chunks import statically. `also` names entries
 * besides.
 */
export function firstLoadFiles(manifest: unknown, also: readonly string[] = []): string[] {
  const chunks = manifestSchema.parse(manifest);
  const found = new Set(["theme.js"]);
  function follow(names: readonly string[]): void {
    for (const name of names) {
      const chunk = chunks[name];
      if (chunk === undefined) throw new Error(`the built web app has no ${name}`);
      if (found.has(chunk.file)) continue;
      found.add(chunk.file);
      follow(chunk.imports);
    }
  }
  follow([...roots, ...also]);
  return [...found];
}

/** The panel of the assistant, and what is loaded when the page is idle, as it is. */
const assistant = "features/assistant/assistant.tsx";
const beside = ["features/quick-add/quick-add.tsx", "features/tasks/task-panel.tsx"];

/** The scripts that only the panel of the assistant needs: what it does by the server. */
export function assistantFiles(manifest: unknown): string[] {
  const others = new Set(firstLoadFiles(manifest, beside));
  return firstLoadFiles(manifest, [assistant]).filter((file) => !others.has(file));
}

/** The gzipped size of what a first visit loads, in kB; `folder` is a built web app. */
export function measureFirstLoad(folder: URL): Promise<number> {
  return measure(folder, firstLoadFiles);
}

/** The gzipped size of what only the panel of the assistant loads, in kB. */
export function measureAssistant(folder: URL): Promise<number> {
  return measure(folder, assistantFiles);
}

async function measure(folder: URL, filesOf: (manifest: unknown) => string[]): Promise<number> {
  const manifest: unknown = JSON.parse(
    await readFile(new URL(".vite/manifest.json", folder), "utf8"),
  );
  const sizes = await Promise.all(
    filesOf(manifest).map(async (file) => gzipSync(await readFile(new URL(file, folder))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
