import { quietMessage } from "./quiet-text.ts";

/** What of an error is a name or a number, and never a value that somebody typed. */
const facts = ["code", "status", "statusCode", "syscall", "table", "column", "constraint"] as const;
const maxDepth = 4;
const maxFrames = 12;

function framesOf({ stack = "" }: Error): string[] {
  const lines = stack.split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, maxFrames);
}

/**
 * An error as it stands in a log: its kind, message and place, and those of what caused it. Nothing of what it carries beside, such as
 * PostgreSQL's `detail`, which quotes rows, or the addresses that a mail server refused.
 */
export function logError(error: unknown, depth = 0): unknown {
  if (typeof error === "string") return quietMessage(error);
  if (!(error instanceof Error)) return error === null || error === undefined ? null : typeof error;
  const known: Record<string, string | number> = {};
  for (const name of facts) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  }
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return {
    type: error.name,
    message: quietMessage(error.message),
    ...known,
    stack: framesOf(error),
    ...(cause !== undefined && depth < maxDepth ? { cause: logError(cause, depth + 1) } : {}),
  };
}
