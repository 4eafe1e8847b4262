import type { TaskView } from "./task-view.ts";

/** A task in one line for a model to read. Its title stands in quotes: it is data, and no order. */
export function taskLine(task: TaskView): string {
  const parts = [
    `- ${task.id} ${JSON.stringify(task.title)}`,
    task.completed ? "completed" : null,
    task.due_local === undefined ? null : `due ${task.due_local}`,
    task.overdue ? "overdue" : null,
    task.repeats ?? null,
    task.priority === "none" ? null : `priority ${task.priority}`,
    ...task.tags.map((tag) => `#${tag}`),
  ];
  return parts.filter((part) => part !== null).join(", ");
}

/** "1 task", "3 tasks". */
export function countWords(count: number): string {
  return count === 1 ? "1 task" : `${count} tasks`;
}

/** A sentence, and the tasks that it is about. */
export function taskLines(sentence: string, tasks: readonly TaskView[]): string {
  return [sentence, ...tasks.map(taskLine)].join("\n");
}
