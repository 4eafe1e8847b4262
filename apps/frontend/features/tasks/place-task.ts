import type { Task } from "@pakaura/contract/task";
import type { ListRules } from "./match-task.ts";

/**
 * The list with a task where it belongs now: replaced, moved, added or gone. The same list when
 * nothing has changed in it.
 */
export function placeTask(
  tasks: readonly Task[],
  id: string,
  task: Task | undefined,
  rules: ListRules,
): readonly Task[] {
  const index = tasks.findIndex((item) => item.id === id);
  const isPresent = index >= 0;
  if (!task || !rules.matches(task)) return isPresent ? tasks.toSpliced(index, 1) : tasks;
  if (isPresent && staysAt(tasks, index, task, rules)) return tasks.with(index, task);
  return insertTask(isPresent ? tasks.toSpliced(index, 1) : tasks, task, rules);
}

function staysAt(tasks: readonly Task[], index: number, task: Task, rules: ListRules): boolean {
  const before = tasks[index - 1];
  const after = tasks[index + 1];
  return (
    (!before || rules.compare(before, task) <= 0) && (!after || rules.compare(task, after) <= 0)
  );
}

/** The list with a task inserted by the list's order, whether it matches or not. */
export function insertTask(tasks: readonly Task[], task: Task, rules: ListRules): readonly Task[] {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = tasks[middle];
    if (other && rules.compare(other, task) <= 0) low = middle + 1;
    else high = middle;
  }
  return tasks.toSpliced(low, 0, task);
}
