/** `node infra/monitoring/generate.ts`: makes the dashboards' JSON anew. `npm run check` fails when it is not in step with the code. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles, generatedFolder } from "./generated-files.ts";

rmSync(generatedFolder, { recursive: true, force: true });
mkdirSync(generatedFolder, { recursive: true });
for (const [name, text] of generatedFiles()) writeFileSync(join(generatedFolder, name), text);
