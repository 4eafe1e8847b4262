import type { ProblemOptions } from "@pakaura/service/problem";
import type { ProblemCode } from "@pakaura/contract/problem";
import type { ExportActivityQuery } from "@pakaura/contract/http";
import type { importQuerySchema, ImportResult } from "@pakaura/contract/transfer";
import { logLevels } from "@pakaura/service/logging";
import type { MessagePort } from "node:worker_threads";
import { z } from "zod";
import type { CalendarView } from "../feed/add-dates.ts";
import type { Origin } from "../writes/origin.ts";

/** What a thread has to know before its first work. */
export const threadDataSchema = z.object({
  databaseUrl: z.string(),
  logLevel: z.enum(logLevels).catch("info"),
});
export type ThreadData = { databaseUrl: string; logLevel: string };

/** A file to import, as it was sent. */
export type ImportWork = {
  body: Uint8Array;
  contentType: string | undefined;
  query: z.output<typeof importQuerySchema>;
  userId: string;
  origin: Origin;
};

/** A file to write; `now` in milliseconds since the epoch. */
export type ExportWork =
  | { file: "export"; userId: string; now: number }
  | { file: "activity"; userId: string; timeZone: string; query: ExportActivityQuery }
  | { file: "feed"; userId: string; view: CalendarView };

/** A problem as it passes from one thread to another, where classes do not. */
export type PlainProblem = { code: ProblemCode; detail: string } & Pick<
  ProblemOptions,
  "errors" | "headers" | "status"
>;

export type Outcome<Result> = { result: Result } | { problem: PlainProblem };

type Work<Asked> = { work: Asked; port: MessagePort };

/** What a thread can do, by name. */
export type ThreadFunctions = {
  importFile: (asked: Work<ImportWork>) => Promise<Outcome<ImportResult>>;
  writeFile: (asked: Work<ExportWork>) => Promise<Outcome<null>>;
};
