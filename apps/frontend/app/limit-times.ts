import { StartError } from "../lib/fail-start.ts";
import { inTime } from "../lib/in-time.ts";
import type { LocalData } from "./local-data.ts";

/** What is read or written in one go takes no longer, even with 10,000 tasks on a slow disk; in milliseconds. */
const limitMs = 15_000;

function limit<Given extends unknown[], Result>(
  work: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return (...given) => inTime(work(...given), limitMs, () => new StartError("silent"));
}

/** The same, but what the browser does not answer fails with StartError (`silent`) rather than wait for ever. */
export function limitTimes(local: LocalData): LocalData {
  return {
    ...local,
    load: limit(local.load),
    saveMe: limit(local.saveMe),
    saveFilters: limit(local.saveFilters),
    saveOperations: limit(local.saveOperations),
    save: limit(local.save),
    replaceTasks: limit(local.replaceTasks),
    countOperations: limit(local.countOperations),
    forgetTasks: limit(local.forgetTasks),
  };
}
