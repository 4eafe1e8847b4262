import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Before anything is imported, so that from the second start on nothing is compiled again.
enableCompileCache(join(import.meta.dirname, "../../.cache/node"));
const { run } = await import("./run.ts");
await run({ hasWebApp: !process.argv.includes("--without-web-app") });
