import type { Task } from "@pakaura/contract/task";
import type { ListRules } from "./match-task.ts";

/**
 * The list with a task where it belongs now: replaced, moved, added or gone. `isComplete` says that
 * nothing follows the list on the server; otherwise a task that would come last is left to its page.
 */
export function placeTask(
  tasks: readonly Task[],
  task: Task,
  rules: ListRules,
  isComplete: boolean,
): readonly Task[] {
  const index = tasks.findIndex((item) => item.id === task.id);
  const present = tasks[index];
  if (present && present.version > task.version) return tasks;
  if (!rules.matches(task)) return present ? tasks.toSpliced(index, 1) : tasks;
  if (present && staysAt(tasks, index, task, rules)) return tasks.with(index, task);
  const others = present ? tasks.toSpliced(index, 1) : tasks;
  return insertTask(others, task, rules, isComplete);
}

function staysAt(tasks: readonly Task[], index: number, task: Task, rules: ListRules): boolean {
  const before = tasks[index - 1];
  const after = tasks[index + 1];
  return (
    (!before || rules.compare(before, task) <= 0) && (!after || rules.compare(task, after) <= 0)
  );
}

/** The list with a task inserted by the list's order, whether it matches or not. */
export function insertTask(
  tasks: readonly Task[],
  task: Task,
  rules: ListRules,
  isComplete: boolean,
): readonly Task[] {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = tasks[middle];
    if (other && rules.compare(other, task) <= 0) low = middle + 1;
    else high = middle;
  }
  return low === tasks.length && !isComplete ? tasks : tasks.toSpliced(low, 0, task);
}
