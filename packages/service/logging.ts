import { destination, type Logger, type LoggerOptions, pino, stdTimeFunctions } from "pino";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const standardOutput = 1;

/**
 * A logger of one service: JSON lines on standard output or another file descriptor, times in ISO 8601,
 * the level as a word.
 */
export function createLogger(
  name: string,
  level: LogLevel = "info",
  fileDescriptor = standardOutput,
): Logger {
  const options: LoggerOptions = {
    level,
    base: { service: name },
    messageKey: "message",
    errorKey: "error",
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  return pino(options, destination({ dest: fileDescriptor, sync: true }));
}
