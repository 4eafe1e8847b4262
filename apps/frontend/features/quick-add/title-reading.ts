import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { QuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import type { Found, Span } from "@pakaura/domain/quick-add/phrase";
import { dueDay, dueTime, toDueDate } from "../tasks/due-words.ts";
import type { Line } from "./line.ts";
import { dueKinds, repeatKinds } from "./quick-add-line.ts";
import type { Read } from "./use-read-line.ts";

/** What an edited title says besides a title, as the change that it would make. */
export type TitleReading = {
  found: readonly Found[];
  body: UpdateTask & { title: string };
  /** Lead times besides the task's own one, in minutes. */
  moreLeads: readonly number[];
};

/** Reads a title that was edited; null when the edit brought nothing that it did not say before. */
export function readTitle(
  line: Line,
  { before, task, timeZone, read }: { before: string; task: Task; timeZone: string; read: Read },
): TitleReading | null {
  const said = read({ text: before, ignored: [] }).found;
  const old = oldSpans(line, before, said, read(line).found);
  const parsed = read({ ...line, ignored: [...line.ignored, ...old] });
  if (parsed.found.length === 0 || parsed.title === "") return null;
  const leads = parsed.reminderLeadMinutes;
  const tags = [...new Set([...task.tags, ...parsed.tags])];
  return {
    found: parsed.found,
    body: {
      title: parsed.title,
      ...(parsed.dueDate === null ? {} : { due_date: dueDateFor(task, parsed, timeZone) }),
      ...(parsed.recurrence ? { recurrence: parsed.recurrence } : {}),
      ...(parsed.priority === null ? {} : { priority: parsed.priority }),
      ...(parsed.tags.length > 0 ? { tags } : {}),
      ...(leads === null ? {} : { reminder_lead_minutes: leads[0] ?? null }),
    },
    moreLeads: leads?.slice(1) ?? [],
  };
}

/** The words that the title had before and that are title: "Friday" of "Robinson and Friday". */
function oldSpans(
  line: Line,
  before: string,
  said: readonly Found[],
  found: readonly Found[],
): Span[] {
  const known = said.map((one) => `${one.kind} ${before.slice(one.start, one.end)}`);
  const isOld = (one: Found): boolean => {
    const index = known.indexOf(`${one.kind} ${line.text.slice(one.start, one.end)}`);
    if (index >= 0) known.splice(index, 1);
    return index >= 0;
  };
  const { old = [], fresh = [] } = Object.groupBy(found, (one) => (isOld(one) ? "old" : "fresh"));
  // What a new word belongs to is meant with it: the day of a time that was added.
  const groups = new Set(fresh.map(({ kind }) => groupOf(kind)));
  return old.filter(({ kind }) => kind === "tag" || !groups.has(groupOf(kind)));
}

function groupOf(kind: Found["kind"]): string {
  const ofDate: readonly Found["kind"][] = [...dueKinds, ...repeatKinds];
  return ofDate.includes(kind) ? "date" : kind;
}

/** A time alone is one of the day that the task has. */
function dueDateFor(task: Task, { dueDate, found }: QuickAdd, timeZone: string): string | null {
  const isTimeOnly = found.every(({ kind }) => kind === "time" || groupOf(kind) !== "date");
  if (!isTimeOnly || dueDate === null || task.due_date === null) return dueDate;
  return toDueDate(dueDay(task.due_date, timeZone), dueTime(dueDate, timeZone), timeZone);
}
