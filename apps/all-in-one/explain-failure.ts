import { ConfigError } from "@pakaura/service/config";
import { PortInUse } from "@pakaura/service/port-in-use";
import { WebAppNotBuilt } from "@pakaura/web-app/build-web-app";

/** Errors of packages/database whose messages are written for the person who starts Pakaura. */
const ownMessages = new Set([
  "DatabaseUnreachable",
  "DatabaseNotPermitted",
  "SchemaTooNew",
  "PostgresTooOld",
  "DataFolderInUse",
  "DataFolderNotWritable",
  "DataFolderFull",
  "DataFolderVersionMismatch",
  "ClusterFailed",
  "NotABackup",
]);

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, "; ");
}

/** What went wrong, in one line for the person who started it; `task` says what was tried. */
export function explainFailure(error: unknown, task = "Pakaura could not start"): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return `${task}: ${oneLine(String(error))}`;
  if (
    error instanceof PortInUse ||
    error instanceof WebAppNotBuilt ||
    ownMessages.has(error.name)
  ) {
    return oneLine(error.message);
  }
  if ("code" in error && error.code === "ENOSPC") {
    return `No space is left on the disk: ${oneLine(error.message)}`;
  }
  return `${task}: ${oneLine(error.message)}`;
}
