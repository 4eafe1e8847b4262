import type { ImportNote, ImportNoteCode } from "@pakaura/contract/transfer";
import { appleListOf } from "./icalendar-apple.ts";
import { type Block, icalendarBlocks } from "./icalendar-blocks.ts";
import { contentLines } from "./icalendar-lines.ts";
import { tellParents } from "./icalendar-parents.ts";
import { toTask } from "./icalendar-task.ts";
import { textOf } from "./icalendar-text.ts";
import { firstOf, readTodo, type Todo } from "./icalendar-todo.ts";
import { withoutOlderVersions } from "./icalendar-versions.ts";
import { namedZone, readZones } from "./icalendar-zones.ts";
import { type ReadContext, type ReadFile, untitledAt } from "./imported-task.ts";
import { Losses } from "./losses.ts";
import { refuseTooMany } from "./prepared-import.ts";

/** Components that hold no task: what one of them and several are called, and the code of the note. */
const others: Record<string, [one: string, several: string, code: ImportNoteCode]> = {
  VEVENT: ["event is", "events are", "lost_events"],
  VJOURNAL: ["journal entry is", "journal entries are", "lost_journal"],
  VFREEBUSY: ["time that is free or busy is", "times that are free or busy are", "lost_free_busy"],
};

/**
 * The VTODO components of an iCalendar file (RFC 5545), with RRULE, VALARM and time zones. Every value is read by
 * itself: one that cannot be kept is told with its line, and stands in the notes.
 */
export function readICalendar(text: string, { timeZone, now }: ReadContext): ReadFile {
  const lines = contentLines(text);
  const blocks = icalendarBlocks(lines);
  const found = blocks.filter(({ name }) => name === "VTODO");
  refuseTooMany(found.length);
  const zones = readZones(blocks.filter(({ name }) => name === "VTIMEZONE"));
  const { todos, warnings } = withoutOlderVersions(found.map(readTodo));
  const series = Map.groupBy(todos, ({ uid }) => uid);
  const lost = new Losses();
  const read: ReadFile & { warnings: ImportNote[] } = { tasks: [], errors: [], warnings: [] };
  const home = namedZone(timeZone);
  for (const todo of todos) {
    const related = todo.uid === "" ? [] : (series.get(todo.uid) ?? []);
    const { instances, master } = placeOf(todo, related);
    if (isCancelledInstance(todo, master)) {
      const title = textOf(firstOf(todo, "SUMMARY")).slice(0, 200) || null;
      const message = "A cancelled instance of a series is left out.";
      read.warnings.push({ line: todo.line, title, message, code: "cancelled_instance" });
      continue;
    }
    const task = toTask(todo, { home, zones, now, lost, instances, master });
    if (task !== null) read.tasks.push(task);
    else read.errors.push(untitledAt(todo.line, "SUMMARY"));
  }
  tellParents(read.tasks, todos, lost);
  const list = appleListOf(lines);
  if (list !== null) {
    lost.add("lists", 1);
    for (const { fields } of read.tasks) fields.tags = [...(fields.tags ?? []), list];
  }
  read.warnings.unshift(...othersIn(blocks), ...lost.notes(), ...warnings);
  return read;
}

function placeOf(
  todo: Todo,
  related: readonly Todo[],
): { instances: readonly Todo[]; master: Todo | null } {
  if (todo.instance === "")
    return { instances: related.filter(({ instance }) => instance !== ""), master: null };
  return { instances: [], master: related.find(({ instance }) => instance === "") ?? null };
}

function isCancelledInstance(todo: Todo, master: Todo | null): boolean {
  return master !== null && firstOf(todo, "STATUS")?.value.trim().toUpperCase() === "CANCELLED";
}

function othersIn(blocks: readonly Block[]): ImportNote[] {
  return Object.entries(others).flatMap(([name, [one, several, code]]) => {
    const [first, ...more] = blocks.filter((block) => block.name === name);
    if (first === undefined) return [];
    const count = more.length + 1;
    const message = `${count} ${count === 1 ? one : several} left out: only tasks (VTODO) are read.`;
    return [{ line: first.line, title: null, message, code, value: String(count) }];
  });
}
