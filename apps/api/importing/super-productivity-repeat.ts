import { dateToDayNumber } from "@pakaura/domain/local-time";
import { toCalendarDate } from "@pakaura/domain/calendar";
import { JsonFields } from "./json-fields.ts";
import { weekdayCodes } from "./weekday-codes.ts";

type Recurrence = { rrule: string; from: "due_date" | "completion" };

const cycles = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
/** Sunday first, as `monthlyWeekday` counts them. */
const codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/**
 * The recurrence that a task of a backup has: since version 14 a rule as RFC 5545 writes it, before it a cycle with
 * days. One that is paused, or cannot be read, is told at the task.
 */
export function readSuperRepeat(task: JsonFields, value: object | null): Recurrence | null {
  const config = new JsonFields(value ?? {}, task.line);
  const rrule = value === null ? "" : config.text("rrule") || ruleOf(config);
  const from = config.isTrue("repeatFromCompletionDate") ? "completion" : "due_date";
  const isPaused = config.isTrue("isPaused");
  task.remarks.push(...config.remarks);
  task.kept.push(...config.kept);
  if (isPaused) task.keep("Repeats (paused)", rrule);
  if (rrule === "" || isPaused) {
    task.refuse("repeatCfgId");
    return null;
  }
  return { rrule, from };
}

function ruleOf(config: JsonFields): string {
  const days = weekdayCodes.filter(([name]) => config.isTrue(name)).map(([, code]) => code);
  // Before version 7 there were days of the week, and nothing else.
  const cycle = config.text("repeatCycle").toUpperCase() || (days.length > 0 ? "WEEKLY" : "");
  if (!cycles.includes(cycle)) return "";
  const every = Math.trunc(config.number("repeatEvery") ?? 1);
  const day = dayOf(config, cycle, days);
  return [`FREQ=${cycle}`, `INTERVAL=${every}`, day].filter((part) => part !== "").join(";");
}

function dayOf(config: JsonFields, cycle: string, days: readonly string[]): string {
  if (cycle === "WEEKLY") return days.length > 0 ? `BYDAY=${days.join(",")}` : "";
  if (cycle !== "MONTHLY") return "";
  const week = config.number("monthlyWeekOfMonth");
  const code = codes[config.number("monthlyWeekday") ?? -1];
  if (week !== null && code !== undefined) return `BYDAY=${week}${code}`;
  if (config.isTrue("monthlyLastDay")) return "BYMONTHDAY=-1";
  const start = config.date("startDate");
  return start === null
    ? ""
    : `BYMONTHDAY=${toCalendarDate(dateToDayNumber(start.slice(0, 10))).day}`;
}
