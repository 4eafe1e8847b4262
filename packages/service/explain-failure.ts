import { OperatorError } from "@pakaura/database/errors";
import { ConfigError } from "./config.ts";

/** What went wrong, in one line for whoever runs this; `task` says what was tried, where the error does not. */
export function explainFailure(error: unknown, task: string): string {
  if (error instanceof ConfigError) return error.message;
  const reason = oneLine(messageOf(error));
  if (error instanceof OperatorError) return reason;
  if (error instanceof Error && "code" in error && error.code === "ENOSPC") {
    return `No space is left on the disk: ${reason}`;
  }
  return `${task}: ${reason}`;
}

export function oneLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join("; ");
}

/** Of several errors at once (one for each address of a host) the message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") {
    return error.errors.map(messageOf).join("; ");
  }
  return error instanceof Error ? error.message || error.name : String(error);
}
