import type { ImportedTask } from "./imported-task.ts";
import type { Losses } from "./losses.ts";
import { textOf } from "./icalendar-text.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";

/**
 * Writes into the notes of sub-tasks whose part they are. RELATED-TO (RFC 5545 section 3.8.4.5) names the parent,
 * or with `RELTYPE=CHILD` stands at it; any other relation is told in the notes.
 */
export function tellParents(
  tasks: readonly ImportedTask[],
  todos: readonly Todo[],
  lost: Losses,
): void {
  const titles = new Map<string, string>();
  for (const todo of todos) {
    const title = textOf(firstOf(todo, "SUMMARY"));
    if (todo.uid !== "" && todo.instance === "") titles.set(todo.uid, title);
  }
  const parents = parentsOf(todos);
  const byLine = new Map(todos.map((todo) => [todo.line, todo]));
  for (const task of tasks) {
    const todo = byLine.get(task.line);
    const parent = todo === undefined ? undefined : (parents.get(todo) ?? parents.get(todo.uid));
    if (parent === undefined || parent === todo?.uid) continue;
    lost.add("hierarchy", task.line);
    const whose = `Part of: ${titles.get(parent) || parent}`;
    task.fields.notes = [whose, task.fields.notes ?? ""].filter(Boolean).join("\n\n");
  }
}

/** The UID of the parent, by the task or, where the parent names its children, by their UIDs. */
function parentsOf(todos: readonly Todo[]): ReadonlyMap<Todo | string, string> {
  const parents = new Map<Todo | string, string>();
  for (const todo of todos) {
    for (const property of todo.properties.get("RELATED-TO") ?? []) {
      const kind = property.parameters.get("RELTYPE")?.toUpperCase() ?? "PARENT";
      const other = textOf(property);
      if (kind === "PARENT") parents.set(todo, other);
      else if (kind === "CHILD" && todo.uid !== "") parents.set(other, todo.uid);
    }
  }
  return parents;
}
