import { type Logger, pino, stdTimeFunctions } from "pino";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** A logger of one service: JSON lines on standard output, times in ISO 8601, the level as a word. */
export function createLogger(name: string, level: LogLevel = "info"): Logger {
  return pino({
    level,
    base: { service: name },
    messageKey: "message",
    errorKey: "error",
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
