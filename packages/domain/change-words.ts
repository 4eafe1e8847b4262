import type { FieldChanges, Recurrence } from "@pakaura/contract/task";
import type { LogWords, ValueWords } from "./log-words.ts";
import { describeRecurrence } from "./recurrence-words.ts";

type Change = { old: unknown; new: unknown };

/** All changes of an event as sentences, in their order, joined by "; ". */
export function changesWords(changes: FieldChanges, words: LogWords): string {
  return Object.entries(changes)
    .map(([field, change]) => changeWords(field, change, words))
    .join("; ");
}

function changeWords(field: string, change: Change, words: LogWords): string {
  switch (field) {
    case "title":
      return words.title(String(change.old), String(change.new));
    case "notes":
      return notesWords(change, words);
    case "completed":
      return change.new === true ? words.completed : words.notCompleted;
    case "due_date":
      return valueWords(words.dueDate, change, (value) => words.date(String(value)));
    case "reminder_lead_minutes":
      return valueWords(words.reminder, change, (value) => words.before(Number(value)));
    case "priority":
      return words.priority(String(change.old), String(change.new));
    case "tags":
      return tagsWords(namesOf(change.old), namesOf(change.new), words);
    case "recurrence":
      return recurrenceWords(change, words);
    default:
      return words.otherField(field);
  }
}

function notesWords(change: Change, { notes }: LogWords): string {
  if (isEmpty(change.old)) return notes.added;
  return isEmpty(change.new) ? notes.removed : notes.changed;
}

function valueWords(words: ValueWords, change: Change, say: (value: unknown) => string): string {
  if (isEmpty(change.new)) return words.removed;
  if (isEmpty(change.old)) return words.set(say(change.new));
  return words.changed(say(change.old), say(change.new));
}

function tagsWords(old: string[], now: string[], words: LogWords): string {
  const added = now.filter((tag) => !old.includes(tag));
  const removed = old.filter((tag) => !now.includes(tag));
  return [
    ...(added.length > 0 ? [words.tagsAdded(added)] : []),
    ...(removed.length > 0 ? [words.tagsRemoved(removed)] : []),
  ].join("; ");
}

function recurrenceWords(change: Change, words: LogWords): string {
  const [old, now] = [change.old, change.new].map((value) => (isRecurrence(value) ? value : null));
  const say = (recurrence: Described): string =>
    describeRecurrence(recurrence, words.recurrenceWords);
  if (!now) return words.recurrence.removed;
  if (!now.active && old?.active) return words.recurrence.stopped;
  if (old && !old.active && now.active) return words.recurrence.resumed(say(now));
  return old ? words.recurrence.changed(say(old), say(now)) : words.recurrence.set(say(now));
}

type Described = Omit<Recurrence, "next_dates">;

function isRecurrence(value: unknown): value is Described {
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
