import type { ImportedTask } from "./imported-task.ts";
import { readAlarms } from "./icalendar-alarms.ts";
import { readDateOf, readDates } from "./icalendar-dates-of.ts";
import { Findings } from "./icalendar-findings.ts";
import type { Moment, MomentContext } from "./icalendar-moment.ts";
import { descriptionOf, notesOf } from "./icalendar-notes.ts";
import { ownRecurrence } from "./icalendar-own.ts";
import { readPassed } from "./icalendar-passed.ts";
import { readSeries } from "./icalendar-series.ts";
import { readStatus } from "./icalendar-status.ts";
import { textOf, textsOf } from "./icalendar-text.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";
import type { Losses } from "./losses.ts";

export type TodoContext = MomentContext & {
  now: number;
  lost: Losses;
  /** The instances of this series that are tasks of their own. */
  instances: readonly Todo[];
  /** The series that this is an instance of. */
  master: Todo | null;
};

const priorities = ["none", "urgent", "high", "high", "high", "medium", "low", "low", "low", "low"];
/** Properties of a series that a rule cannot say. */
const beyondRules = { RDATE: "Further dates", EXRULE: "Excluded by the rule" };

/** A VTODO as a task, read field by field; null for one that says nothing. */
export function toTask(todo: Todo, context: TodoContext): ImportedTask | null {
  const findings = new Findings();
  const within = { ...context, findings };
  if (!todo.isEnded) tellBrokenOff(todo, findings);
  const { start, due, isStartOnly } = readDates(todo, within);
  const title = titleOf(todo, context.master);
  if (title === "" && due === null) return null;
  const status = readStatus(todo, readDateOf(todo, "COMPLETED", within), within);
  const createdAt = readDateOf(todo, "CREATED", within);
  const ownRule = ownRecurrence(todo, findings);
  const { recurrence, due: open } =
    ownRule === null
      ? recurrenceOf(todo, { start, due }, { ...within, ...status })
      : { recurrence: ownRule, due };
  const isRecurring = recurrence !== null;
  const alarms = readAlarms(status.isDone ? [] : todo.alarms, {
    ...within,
    start,
    due,
    isRecurring,
  });
  const [own = null, ...more] = alarms.leads;
  // Our own feed starts a series so that calendars read it.
  const isStartOurs = ownRule !== null;
  if (isStartOnly && !isStartOurs)
    context.lost.add("starts_as_due", firstOf(todo, "DTSTART")?.line ?? todo.line);
  else if (!isStartOurs && start !== null && start.dueDate !== due?.dueDate)
    tellStart(todo, start, within);
  const priority = priorityOf(todo, findings);
  return {
    line: todo.line,
    key: [todo.uid, todo.instance].join(" ").trim() || null,
    fields: {
      title: title || "Untitled",
      notes: notesOf(todo, within),
      due_date: open?.dueDate ?? null,
      priority,
      tags: (todo.properties.get("CATEGORIES") ?? []).flatMap(textsOf),
      reminder_lead_minutes: own,
      ...(recurrence === null ? {} : { recurrence }),
    },
    completedAt: status.completedAt,
    createdAt: createdAt === null ? null : new Date(createdAt.epochMs).toISOString(),
    reminders: [
      ...more.map((lead) => ({ lead_minutes: lead })),
      ...alarms.times.map((at) => ({ at })),
    ],
    warnings: findings.remarks,
  };
}

function recurrenceOf(
  todo: Todo,
  dates: { start: Moment | null; due: Moment | null },
  context: TodoContext & { findings: Findings; isDone: boolean },
): ReturnType<typeof readSeries> {
  const { findings } = context;
  const [rule, ...others] = todo.properties.get("RRULE") ?? [];
  for (const other of others) findings.notUnderstood(other, "is a second rule of the same task");
  for (const [name, label] of Object.entries(beyondRules))
    for (const one of todo.properties.get(name) ?? []) findings.keptInNotes(one, label, one.value);
  if (rule === undefined) return { recurrence: null, due: dates.due };
  const none = { excluded: [], apart: [], pending: null };
  const passed = context.isDone ? none : readPassed(todo, context);
  return readSeries(rule, dates, { ...context, passed });
}

/** The summary; else that of the series, or how the description begins. */
function titleOf(todo: Todo, master: Todo | null): string {
  const own = textOf(firstOf(todo, "SUMMARY"));
  if (own !== "") return own;
  if (master !== null) return textOf(firstOf(master, "SUMMARY"));
  return descriptionOf(todo).split("\n", 1)[0]?.trim() ?? "";
}

function priorityOf(todo: Todo, findings: Findings): string {
  const property = firstOf(todo, "PRIORITY");
  if (property === undefined) return "none";
  const priority = priorities[Number(property.value.trim())];
  if (priority === undefined) findings.notUnderstood(property, "is no priority from 0 to 9");
  return priority ?? "none";
}

/** A task here has no start of its own. */
function tellStart(
  todo: Todo,
  start: Moment,
  { findings, lost }: { findings: Findings; lost: Losses },
): void {
  lost.add("starts", firstOf(todo, "DTSTART")?.line ?? todo.line);
  const time = new Date(start.wall).toISOString().slice(11, 16);
  const day = new Date(start.wall).toISOString().slice(0, 10);
  const zone = start.zone.name === null ? "" : ` (${start.zone.name})`;
  findings.keep("Start", start.isAllDay ? day : `${day} ${time}${zone}`);
}

function tellBrokenOff({ line }: Todo, findings: Findings): void {
  const place = { name: "VTODO", value: "", line, parameters: new Map<string, string>() };
  findings.say("broken_off", place, "is broken off: what came after it is missing");
}
