import type { ImportNote } from "@pakaura/contract/transfer";
import { readDate } from "./icalendar-date.ts";
import { textOf } from "./icalendar-text.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";

const maxTitle = 200;

/**
 * The tasks of a file without the older versions of those that it has twice: of two components with one UID
 * and one RECURRENCE-ID that with the later SEQUENCE counts, and then that which was changed later (RFC 5545
 * section 3.8.7.4). Two that do not say so stay both, and the second is refused where it is written.
 */
export function withoutOlderVersions(todos: readonly Todo[]): {
  todos: Todo[];
  warnings: ImportNote[];
} {
  const latest = new Map<string, Todo>();
  const warnings: ImportNote[] = [];
  const older = new Set<Todo>();
  for (const todo of todos) {
    const key = JSON.stringify([todo.uid, todo.instance]);
    const other = latest.get(key);
    if (todo.uid === "" || other === undefined) {
      latest.set(key, todo);
      continue;
    }
    const order = compareVersions(todo, other);
    if (order === 0) continue;
    const [newer, replaced] = order > 0 ? [todo, other] : [other, todo];
    latest.set(key, newer);
    older.add(replaced);
    const message = `An older version of the task on line ${newer.line} is left out.`;
    const title = textOf(firstOf(replaced, "SUMMARY")).slice(0, maxTitle) || null;
    warnings.push({ line: replaced.line, title, message, code: "older_version" });
  }
  return { todos: todos.filter((todo) => !older.has(todo)), warnings };
}

function compareVersions(one: Todo, other: Todo): number {
  const names = ["LAST-MODIFIED", "DTSTAMP"];
  const bySequence = sequenceOf(one) - sequenceOf(other);
  return names.reduce(
    (order, name) => order || timeOf(one, name) - timeOf(other, name),
    bySequence,
  );
}

function sequenceOf(todo: Todo): number {
  const sequence = Number(firstOf(todo, "SEQUENCE")?.value ?? 0);
  return Number.isFinite(sequence) ? sequence : 0;
}

function timeOf(todo: Todo, name: string): number {
  return readDate(firstOf(todo, name)?.value ?? "")?.wall ?? 0;
}
