import { OperatorError } from "@pakaura/database/errors";
import { ConfigError } from "@pakaura/service/config";
import { WebAppNotBuilt } from "@pakaura/web-app/build-web-app";

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, "; ");
}

/** What went wrong, in one line for the person who started it; `task` says what was tried. */
export function explainFailure(error: unknown, task = "Pakaura could not start"): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return `${task}: ${oneLine(String(error))}`;
  if (error instanceof OperatorError || error instanceof WebAppNotBuilt) {
    return oneLine(error.message);
  }
  if ("code" in error && error.code === "ENOSPC") {
    return `No space is left on the disk: ${oneLine(error.message)}`;
  }
  return `${task}: ${oneLine(error.message)}`;
}
