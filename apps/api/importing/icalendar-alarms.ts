import { limits } from "@pakaura/contract/task";
import { readDate, readDuration } from "./icalendar-date.ts";
import type { Block } from "./icalendar-blocks.ts";
import type { Findings } from "./icalendar-findings.ts";
import { type Moment, type MomentContext, readMoment } from "./icalendar-moment.ts";
import { type Property, readProperty } from "./icalendar-property.ts";

/** The alarms of a task: minutes before it is due, the least first, and times of their own. */
export type Alarms = { leads: number[]; times: string[] };

type AlarmContext = MomentContext & {
  start: Moment | null;
  due: Moment | null;
  isRecurring: boolean;
  now: number;
  findings: Findings;
};

const minuteMs = 60_000;
/** Alarms of an all-day task count from midnight, our reminders from 09:00. */
const allDayLeadMinutes = 9 * 60;
/** The task's own reminder, and those that are added to it. */
const maxAlarms = limits.remindersPerTask + 1;
const days = limits.reminderLeadMinutes / (24 * 60);

/**
 * The alarms of a task (RFC 5545 section 3.6.6). What comes before the due date of a recurring task is a lead
 * time, a fixed instant as well, so that every instance has it.
 */
export function readAlarms(blocks: readonly Block[], context: AlarmContext): Alarms {
  const leads = new Set<number>();
  const times = new Set<string>();
  for (const block of blocks) {
    const properties = block.lines.flatMap((line) => readProperty(line) ?? []);
    const find = (name: string) => properties.find((one) => one.name === name);
    const trigger = find("TRIGGER");
    // Apple writes an alarm of 1976 that never rings, to say that there is none.
    if (find("ACTION")?.value.trim().toUpperCase() === "NONE") continue;
    const place = find("X-APPLE-PROXIMITY") ?? find("PROXIMITY");
    if (place !== undefined) {
      context.findings.say("alarm_left_out", place, "is an alarm at a place, and is left out");
      continue;
    }
    const first = trigger === undefined ? null : instantOf(trigger, context);
    if (trigger === undefined || first === null) continue;
    for (const epochMs of [first, ...repeats(first, find("DURATION"), find("REPEAT"))]) {
      if (leads.size + times.size >= maxAlarms) {
        context.findings.say(
          "alarm_left_out",
          trigger,
          `is more than the ${maxAlarms} alarms of a task`,
        );
        break;
      }
      const alarm = alarmAt(epochMs, trigger, context);
      if (typeof alarm === "number") leads.add(alarm);
      else if (alarm !== null) times.add(alarm);
    }
  }
  return { leads: [...leads].toSorted((one, other) => one - other), times: [...times] };
}

/** When an alarm rings first. */
function instantOf(trigger: Property, context: AlarmContext): number | null {
  const { start, due, findings } = context;
  const duration = readDuration(trigger.value);
  if (duration !== null) {
    const isFromEnd = trigger.parameters.get("RELATED")?.toUpperCase() === "END";
    const anchor = isFromEnd ? (due ?? start) : (start ?? due);
    if (anchor !== null) return anchor.epochMs + duration;
    findings.notUnderstood(trigger, "is an alarm that counts from no date");
    return null;
  }
  if (readDate(trigger.value) === null) {
    findings.notUnderstood(trigger, "is no time of an alarm");
    return null;
  }
  const read = readMoment(trigger, context);
  return "moment" in read ? read.moment.epochMs : null;
}

function repeats(
  first: number,
  duration: Property | undefined,
  repeat: Property | undefined,
): number[] {
  const stepMs = readDuration(duration?.value ?? "");
  const count = Math.min(Math.trunc(Number(repeat?.value ?? 0)) || 0, maxAlarms);
  if (stepMs === null || stepMs <= 0 || count < 1) return [];
  return Array.from({ length: count }, (_, index) => first + (index + 1) * stepMs);
}

/** An alarm as a lead time, as an instant, or not at all, which is said. */
function alarmAt(
  epochMs: number,
  trigger: Property,
  context: AlarmContext,
): number | string | null {
  const { due, isRecurring, now, findings } = context;
  const isFixed = readDuration(trigger.value) === null;
  const lead = due === null ? null : leadOf(epochMs, due);
  if (lead !== null && lead >= 0 && (isRecurring || !isFixed)) {
    if (lead <= limits.reminderLeadMinutes) return lead;
    if (isRecurring) {
      findings.say(
        "alarm_moved",
        trigger,
        `is further than ${days} days before, and comes ${days} days before`,
      );
      return limits.reminderLeadMinutes;
    }
  }
  if (epochMs <= now || epochMs > 253_402_300_799_999) {
    findings.say("alarm_left_out", trigger, "is an alarm whose time has passed, and is left out");
    return null;
  }
  if (isRecurring)
    findings.say(
      "alarm_once",
      trigger,
      "is an alarm after the due date, and comes for the first instance only",
    );
  return new Date(epochMs).toISOString();
}

function leadOf(epochMs: number, due: Moment): number {
  const lead = Math.round((due.epochMs - epochMs) / minuteMs);
  return lead + (due.isAllDay ? allDayLeadMinutes : 0);
}
