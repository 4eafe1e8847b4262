import type { FieldChanges, Recurrence } from "@pakaura/contract/task";
import { dateWords, minutesWords } from "./date-words.ts";
import { describeRecurrence } from "./recurrence-words.ts";

type Change = { old: unknown; new: unknown };

/** One change of one field as a sentence: "Priority changed from low to high". */
export function changeWords(field: string, change: Change): string {
  const words = byField[field];
  return words === undefined ? `${field.replaceAll("_", " ")} changed` : words(change);
}

/** All changes of an event, in their order, joined by "; ". */
export function changesWords(changes: FieldChanges): string {
  return Object.entries(changes)
    .map(([field, change]) => changeWords(field, change))
    .join("; ");
}

const byField: Record<string, (change: Change) => string> = {
  title: (change) => `Title changed from "${String(change.old)}" to "${String(change.new)}"`,
  notes: (change) =>
    isEmpty(change.old) ? "Notes added" : isEmpty(change.new) ? "Notes removed" : "Notes changed",
  completed: (change) => (change.new === true ? "Marked as completed" : "Marked as not completed"),
  due_date: (change) => setOrChanged("Due date", change, (value) => dateWords(String(value))),
  reminder_lead_minutes: (change) =>
    setOrChanged("Reminder", change, (value) => `${minutesWords(Number(value))} before`),
  priority: (change) => `Priority changed from ${String(change.old)} to ${String(change.new)}`,
  tags: (change) => tagsWords(namesOf(change.old), namesOf(change.new)),
  recurrence: recurrenceWords,
};

function setOrChanged(name: string, change: Change, words: (value: unknown) => string): string {
  if (isEmpty(change.new)) return `${name} removed`;
  if (isEmpty(change.old)) return `${name} set to ${words(change.new)}`;
  return `${name} changed from ${words(change.old)} to ${words(change.new)}`;
}

function tagsWords(old: string[], now: string[]): string {
  const added = now.filter((tag) => !old.includes(tag));
  const removed = old.filter((tag) => !now.includes(tag));
  return [named("added", added), named("removed", removed)]
    .filter((words) => words !== "")
    .join("; ");
}

function named(verb: string, tags: string[]): string {
  return tags.length === 0
    ? ""
    : `${tags.length === 1 ? "Tag" : "Tags"} ${verb}: ${tags.join(", ")}`;
}

function recurrenceWords(change: Change): string {
  const [old, now] = [change.old, change.new].map((value) => (isRecurrence(value) ? value : null));
  if (!now) return "Recurrence removed";
  if (!now.active && old?.active) return "Recurrence stopped";
  if (old && !old.active && now.active) return `Recurrence resumed: ${describeRecurrence(now)}`;
  if (!old) return `Recurrence set to ${describeRecurrence(now)}`;
  return `Recurrence changed from ${describeRecurrence(old)} to ${describeRecurrence(now)}`;
}

function isRecurrence(value: unknown): value is Omit<Recurrence, "next_dates"> {
  return (
    typeof value === "object" &&
    value !== null &&
    "rrule" in value &&
    typeof value.rrule === "string"
  );
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}
