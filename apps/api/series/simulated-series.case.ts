import type { CreateTask } from "@pakaura/contract/http";
import { leadReminder } from "../reminders/carry-reminders.ts";
import { settleReminders } from "../reminders/settle-reminders.ts";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { createTask } from "../tasks/create-task.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { Overlay } from "../writes/overlay.ts";
import { settleSeries } from "./settle-series.ts";

const minuteMs = 60_000;

/** What is done to the series at a time: changes of its tasks. */
export type Step = {
  at: string;
  change: (tasks: StoredTask[], context: DecisionContext) => Change[];
};

/** A series on a clock of its own, without a database: what the services would do to it until `until`. */
export type Simulation = {
  fields: Omit<CreateTask, "title" | "id">;
  /** Reminders besides the task's own, in minutes. */
  addedLeads?: number[];
  timeZone?: string;
  from: string;
  until: string;
  steps?: Step[];
  /** Nothing runs from the first to the second. */
  downtime?: [string, string];
};

export type Instance = {
  task: StoredTask;
  madeAt: string;
  /** When it is reminded of, soonest first. */
  remindAt: string[];
};

/** The instances of the series as they are at the end, in their order, those of the trash too. */
export function simulate(simulation: Simulation): Instance[] {
  const { addedLeads = [], timeZone = "UTC", steps = [], downtime } = simulation;
  const tasks = new Overlay([]);
  const madeAt = new Map<string, string>();
  const jobs = new Map<string, number>();
  let now = Date.parse(simulation.from);
  const contextAt = (): DecisionContext => ({
    userId: "ann",
    timeZone,
    weekStart: "monday",
    defaultReminderLeadMinutes: 30,
    now,
  });

  function apply(changes: readonly Change[]): void {
    tasks.apply(changes);
    for (const { after } of changes) {
      if (!madeAt.has(after.id)) madeAt.set(after.id, new Date(now).toISOString());
      // An event that is delivered twice does nothing the second time.
      settle(after.id);
      settle(after.id);
    }
  }

  function settle(id: string): void {
    const { changes, arrivesAt } = settleSeries(tasks.get(id), tasks, contextAt(), addedLeads);
    if (arrivesAt === null) jobs.delete(id);
    else jobs.set(id, Date.parse(arrivesAt));
    apply(changes);
  }

  const [downFrom = Infinity, downUntil = Infinity] = (downtime ?? []).map((at) => Date.parse(at));
  const whenUp = (time: number) => (time >= downFrom && time < downUntil ? downUntil : time);
  const end = Date.parse(simulation.until);
  apply([createTask({ title: "Take the pill", ...simulation.fields }, contextAt())]);
  const waiting = [...steps];
  for (;;) {
    const [job] = [...jobs].sort((one, other) => one[1] - other[1]);
    const jobAt = job === undefined ? Infinity : whenUp(job[1]);
    const stepAt = waiting[0] === undefined ? Infinity : Date.parse(waiting[0].at);
    if (Math.min(jobAt, stepAt) > end) break;
    now = Math.max(now, Math.min(jobAt, stepAt));
    if (stepAt <= jobAt) apply(waiting.shift()?.change(tasks.all(), contextAt()) ?? []);
    else if (job !== undefined) settle(job[0]);
  }

  return tasks
    .all()
    .sort((one, other) => one.occurrenceNumber - other.occurrenceNumber)
    .map((task) => {
      const open = { ...task, completedAt: null, deletedAt: null };
      const added = addedLeads.map((lead) => leadReminder(open, lead));
      return {
        task,
        madeAt: madeAt.get(task.id) ?? "",
        remindAt: settleReminders(open, added, timeZone)
          .filter(({ state }) => state === "pending")
          .flatMap(({ remindAt }) => remindAt ?? [])
          .sort(),
      };
    });
}

/** An instant so many minutes before another. */
export function before(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) - minutes * minuteMs).toISOString();
}
