import { readRRule, RuleError } from "@pakaura/domain/read-rrule";
import type { RuleParts } from "@pakaura/domain/rule-parts";
import { readDate } from "./icalendar-date.ts";
import type { Findings } from "./icalendar-findings.ts";
import type { Property } from "./icalendar-property.ts";

/** The rule of a task, and whether it counts from when an instance was done. */
export type WrittenRule = { parts: RuleParts; from: "due_date" | "completion" };

const maxParts = 30;
const fromName = /(?:^|-)FROM$/u;

/**
 * The value of an RRULE (RFC 5545 section 3.3.10) as programs write it: in any case, with parts that are empty,
 * an INTERVAL of nothing (Astrid and Tasks.org), an UNTIL as ISO 8601 has it, and `FROM=COMPLETION`, which Astrid
 * and Tasks.org add. Null for one that cannot be, which is said.
 */
export function readRule(property: Property, findings: Findings): WrittenRule | null {
  const fields = property.value
    .toUpperCase()
    .replace(/^RRULE:/u, "")
    .replaceAll(/\s/gu, "")
    .split(";", maxParts)
    .map((field) => field.split("=", 2))
    .filter(([, value = ""]) => value !== "");
  if (fields.length === 0 && property.value.trim() === "") return null;
  let from: WrittenRule["from"] = "due_date";
  const kept = new Map<string, string>();
  for (const [name = "", value = ""] of fields) {
    if (fromName.test(name)) from = value === "COMPLETION" ? "completion" : from;
    else if (name.startsWith("X-"))
      findings.say("part_left_out", property, `has ${name}, which is left out`);
    else if (name === "INTERVAL" && Number(value) <= 0) continue;
    else kept.set(name, name === "UNTIL" ? untilText(value) : value);
  }
  try {
    const text = [...kept].map(([name, value]) => `${name}=${value}`).join(";");
    return { parts: readRRule(text), from };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    findings.notUnderstood(property, `is no rule that can be kept (${error.message})`);
    return null;
  }
}

/** The end as RFC 5545 writes it; what is no date stays, and is refused with the rule. */
function untilText(value: string): string {
  const date = readDate(value);
  if (date === null) return value;
  const { wall, isAllDay, offsetMinutes } = date;
  const text = new Date(wall - (offsetMinutes ?? 0) * 60_000)
    .toISOString()
    .replaceAll(/[-:]|\.\d+Z/gu, "");
  if (isAllDay) return text.slice(0, 8);
  return offsetMinutes === null ? text : `${text}Z`;
}
