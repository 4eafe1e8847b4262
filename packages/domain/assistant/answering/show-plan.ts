import { isOverdue, localDate, toDueAt } from "../../due-date.ts";
import { priorityRank } from "../../priority.ts";
import type { Context } from "../context.ts";
import type { Plan } from "../deciding/plan.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { dayOf } from "../targets/match-filter.ts";
import { sorted } from "../targets/resolve-filtered.ts";
import type { AssistantTask } from "../world.ts";
import { showTasks } from "./show-list.ts";

/** The day: what is overdue and what is due today, the most urgent first; else what is next. */
export function showPlan(context: Context): Plan {
  const { at, world } = context;
  const today = localDate(at.now, at.timeZone);
  const open = world.tasks.filter(({ completed }) => !completed);
  const due = open.filter(
    (task) => isLate(task, context) || dayOf(task.due_date, at.timeZone) === today,
  );
  const tasks = due.length > 0 ? due : open.filter(({ priority }) => priorityRank(priority) >= 3);
  const ranked = sorted(tasks, context).toSorted(
    (left, right) => priorityRank(right.priority) - priorityRank(left.priority),
  );
  return showTasks(ranked, context, repliesFor(context).dayPlan(ranked));
}

/** Whether a task is overdue. */
export function isLate({ due_date: due, completed }: AssistantTask, { at }: Context): boolean {
  return isOverdue({ dueAt: toDueAt(due, at.timeZone), completed }, at.now);
}
