import { StartError } from "../lib/fail-start.ts";
import { inTime } from "../lib/in-time.ts";
import type { LocalData } from "./local-data.ts";

/** What is read or written in one go takes no longer, even with 10,000 tasks on a slow disk; in milliseconds. */
const limitMs = 15_000;

function limit<Result>(work: Promise<Result>): Promise<Result> {
  return inTime(work, limitMs, () => new StartError("silent"));
}

/** The same, but what the browser does not answer fails with StartError (`silent`) rather than wait for ever. */
export function limitTimes(local: LocalData): LocalData {
  return {
    ...local,
    load: () => limit(local.load()),
    saveMe: (me) => limit(local.saveMe(me)),
    saveFilters: (filters) => limit(local.saveFilters(filters)),
    saveOperations: (operations) => limit(local.saveOperations(operations)),
    save: (changes) => limit(local.save(changes)),
    replaceTasks: (tasks, position) => limit(local.replaceTasks(tasks, position)),
    countOperations: () => limit(local.countOperations()),
    forgetTasks: () => limit(local.forgetTasks()),
  };
}
