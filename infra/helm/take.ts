/**
 * `node infra/helm/take.ts`: takes what the chart shares with the other environments, Dapr's resources and the topics, from where
 * their one copy is. `npm run check` fails when they are not in step.
 */
import { join } from "node:path";
import { takeSharedFiles } from "./shared-files.ts";

takeSharedFiles(join(import.meta.dirname, "../.."));
