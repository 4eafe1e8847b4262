/** Builds the web app if it is stale, without starting anything: for `npm test`. */
import { join } from "node:path";
import { buildWebApp } from "./build-web-app.ts";
import { explainFailure } from "./explain-failure.ts";

try {
  await buildWebApp(join(import.meta.dirname, "../.."), (line) => console.log(line));
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}
