import type { Context } from "../context.ts";
import { changeOf } from "../deciding/change-of.ts";
import { createdBy, type bareTask } from "../deciding/created-by.ts";
import type { TaskFilter } from "../reading/read-filter.ts";
import type { Reading } from "../reading/reading.ts";
import { textOf, type Word } from "../words.ts";
import { intents, isHarmless } from "./intents.ts";
import type { ReadCommand } from "./read-command.ts";
import { readTarget, wordsOfFilter } from "./read-target.ts";

/** A reading as a command. */
export function commandOf(reading: Reading, context: Context): ReadCommand {
  const { kind, slots } = reading;
  if (kind === "create" || kind === "jot") {
    const outcome = createdBy(reading, context);
    const body = outcome.kind === "create" ? outcome.bodies[0] : undefined;
    return body ? createCommand(body) : { intent: "create_task", needs: "clarify" };
  }
  const intent = intents[kind] ?? "unknown";
  if (isHarmless(kind)) return { intent };
  const target = readTarget(slots.target ?? [], context);
  const change = changeOf(reading, context);
  const isVague = target === null;
  const isGrave = target?.all === true && (kind === "delete" || kind === "complete");
  return {
    intent,
    ...(target ? { target } : {}),
    ...fieldsOf(change),
    ...(isVague ? { needs: "clarify" as const } : isGrave ? { needs: "confirm" as const } : {}),
  };
}

function fieldsOf(change: ReturnType<typeof changeOf>): Partial<ReadCommand> {
  if (change === null || "lack" in change) return { needs: "clarify" };
  switch (change.does) {
    case "when":
      return { due_date: change.when.dueDate };
    case "noDate":
      return { due_date: null };
    case "priority":
      return { priority: change.priority };
    case "tag":
      return { tags: change.tags };
    case "untag":
      return change.tags === "all" ? {} : { tags: change.tags };
    case "rule":
      return { recurrence: change.rule?.recurrence ?? null };
    case "lead":
      return { reminder_lead_minutes: change.minutes };
    case "title":
      return { title: change.title };
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
    case "shift":
    case "raise":
    case "lower":
    case "notes":
    case "snooze":
    case "skip":
      return {};
  }
}

type Body = NonNullable<ReturnType<typeof bareTask>>;

/** A new task as a command. */
export function createCommand({
  title,
  due_date: due,
  recurrence,
  priority,
  tags,
  reminder_lead_minutes: lead,
}: Body): ReadCommand {
  return {
    intent: recurrence ? "create_recurring_task" : "create_task",
    title,
    ...(due === undefined ? {} : { due_date: due }),
    ...(recurrence ? { recurrence } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(tags === undefined ? {} : { tags }),
    ...(lead === undefined ? {} : { reminder_lead_minutes: lead }),
  };
}

/** A question for a list as a command. */
export function listCommand(
  filter: TaskFilter,
  search: readonly Word[],
  context: Context,
): ReadCommand {
  const words = {
    ...wordsOfFilter(filter),
    ...(search.length > 0 ? { search: textOf(context.text, search) } : {}),
  };
  return {
    intent: filter.isOverdue ? "show_overdue" : "list_tasks",
    ...(Object.keys(words).length > 0 ? { target: { filter: words } } : {}),
  };
}
