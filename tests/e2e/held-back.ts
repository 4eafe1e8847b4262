import type { BrowserContext } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { firstLoadFiles } from "../bench/first-load-size.ts";

const dist = new URL("../../apps/frontend/dist/", import.meta.url);

/**
 * Holds back every part of the web app that is not of its first load, but for the one that brings the tasks, however
 * it is asked for, until `letGo` is called. Service workers have to be blocked: they would have the parts.
 */
export async function holdPartsBack(context: BrowserContext): Promise<{ letGo: () => void }> {
  const manifest: unknown = JSON.parse(
    await readFile(new URL(".vite/manifest.json", dist), "utf8"),
  );
  const first = new Set(firstLoadFiles(manifest, ["app/sync-part.ts"]).map((file) => `/${file}`));
  const gate = Promise.withResolvers<void>();
  await context.route("**/assets/*.js", async (route) => {
    if (!first.has(new URL(route.request().url()).pathname)) await gate.promise;
    await route.continue();
  });
  return { letGo: () => gate.resolve() };
}
