import { destination, type Logger, type LoggerOptions, pino } from "pino";
import { logError } from "./log-error.ts";
import { quietText } from "./quiet-text.ts";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const standardOutput = 1;

/**
 * A logger of one service: a JSON line for each thing said, with `timestamp` (ISO 8601), `level` (a word), `service` and `message`, and, where
 * there are some, `task_id`, `user_id`, `correlation_id`, `trace_id`. Names of further fields are in snake case. An error belongs into `error`.
 * On standard output, or another file descriptor.
 */
export function createLogger(
  name: string,
  level: LogLevel = "info",
  fileDescriptor = standardOutput,
): Logger {
  return pino(loggerOptions(name, level), destination({ dest: fileDescriptor, sync: true }));
}

/** What makes a line of ours what it is, wherever it is written. */
export function loggerOptions(name: string, level: LogLevel): LoggerOptions {
  return {
    level,
    base: { service: name },
    messageKey: "message",
    errorKey: "error",
    timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: logError },
    hooks: { streamWrite: quietText },
  };
}
