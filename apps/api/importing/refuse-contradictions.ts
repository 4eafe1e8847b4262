import { isDeepStrictEqual } from "node:util";
import type { ImportNote, ImportNoteCode } from "@pakaura/contract/transfer";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import type { KnownTasks, NewTask } from "./write-import.ts";

/**
 * The tasks of a file that can go in together, and what is to be said of those that cannot: the same
 * task again, an instance in the place of another, and a series that was told differently before.
 */
export function refuseContradictions(
  tasks: readonly NewTask[],
  known: KnownTasks,
): { tasks: NewTask[]; errors: ImportNote[] } {
  const ids = new Map<string, number>();
  const places = new Map<string, number>();
  const series = new Map<string, { rule: StoredRule; line: number }>();
  const errors: ImportNote[] = [];
  const fitting = tasks.filter(({ line, change: { after } }) => {
    const why = whyNot(after);
    if (why !== null) {
      errors.push({ line, title: after.title.slice(0, 200), ...why });
      return false;
    }
    ids.set(after.id, line);
    places.set(placeOf(after), line);
    if (after.rule !== null && !series.has(after.rule.id))
      series.set(after.rule.id, { rule: after.rule, line });
    return true;
  });
  return { tasks: fitting, errors };

  function whyNot(task: StoredTask): Why | null {
    const same = ids.get(task.id);
    if (same !== undefined)
      return told("task_twice", `This task is on line ${same} already.`, same);
    if (task.rule === null || known.own.has(task.id)) return null;
    const place = placeOf(task);
    const other = places.get(place);
    if (other !== undefined)
      return told(
        "instance_twice",
        `This instance of its series is on line ${other} already.`,
        other,
      );
    if (known.places.has(place))
      return told("instance_there", "This instance of its series is there already.");
    const first = series.get(task.rule.id);
    if (first === undefined || isDeepStrictEqual(first.rule, task.rule)) return null;
    return told("other_series", `Its series is another one on line ${first.line}.`, first.line);
  }
}

type Why = Pick<ImportNote, "message" | "code" | "value">;

function told(code: ImportNoteCode, message: string, line?: number): Why {
  return { message, code, ...(line === undefined ? {} : { value: String(line) }) };
}

/** The place of an instance in its series, which only one has; a task without a series stands alone. */
function placeOf(task: Pick<StoredTask, "id" | "rule" | "occurrenceNumber">): string {
  return task.rule === null ? task.id : `${task.rule.id} ${task.occurrenceNumber}`;
}
