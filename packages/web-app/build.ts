/** Builds the web app if it is stale, without starting anything: for `npm test` and for images. */
import { join } from "node:path";
import { buildWebApp } from "./build-web-app.ts";

try {
  await buildWebApp(join(import.meta.dirname, "../.."), (line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
