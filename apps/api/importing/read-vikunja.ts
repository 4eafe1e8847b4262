import type { ImportNote } from "@pakaura/contract/transfer";
import { type ReadFile, untitledAt } from "./imported-task.ts";
import { JsonFields, objectsIn } from "./json-fields.ts";
import { Losses } from "./losses.ts";
import { refuseTooMany } from "./prepared-import.ts";
import { readVikunjaTask } from "./vikunja-task.ts";

type Project = { fields: JsonFields; tasks: unknown[] };

/** True for what the `data.json` of Vikunja's user export looks like: a list of projects with tasks. */
export function isVikunja(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isProject(one));
}

function isProject(value: unknown): boolean {
  const isObject = typeof value === "object" && value !== null && "title" in value;
  return isObject && ("tasks" in value || "lists" in value);
}

/**
 * The tasks of Vikunja's user export, of all versions (up to 0.20 a list of namespaces with lists); the project of
 * each becomes a tag. https://vikunja.io/docs/
 */
export function readVikunja(values: unknown[], { now }: { now: number }): ReadFile {
  const read: ReadFile & { warnings: ImportNote[] } = { tasks: [], errors: [], warnings: [] };
  const lost = new Losses();
  const projects = values.flatMap(projectsOf);
  const parents = parentsOf(projects);
  let line = 0;
  for (const { fields, tasks } of projects) {
    const project = fields.text("title");
    if (fields.isTrue("is_archived")) lost.add("archived_projects", line + 1);
    if (Number(fields.raw("parent_project_id")) > 0) lost.add("sub_projects", line + 1);
    for (const item of tasks) {
      line += 1;
      refuseTooMany(line);
      const isTask = typeof item === "object" && item !== null;
      const task = isTask
        ? readVikunjaTask(new JsonFields(item, line), { project, parents, lost, now })
        : null;
      if (task !== null) read.tasks.push(task);
      else read.errors.push(untitledAt(line, "title"));
    }
    read.warnings.push(...fields.remarks.map((one) => ({ ...one, title: null })));
  }
  read.warnings.unshift(...lost.notes());
  return read;
}

function projectsOf(value: unknown): Project[] {
  if (typeof value !== "object" || value === null) return [];
  const fields = new JsonFields(value, 1);
  const lists = objectsIn(fields.raw("lists"));
  if (lists.length > 0) return lists.flatMap(projectsOf);
  const tasks = fields.raw("tasks");
  if (tasks !== null && !Array.isArray(tasks)) fields.refuse("tasks");
  return [{ fields, tasks: Array.isArray(tasks) ? tasks : [] }];
}

/** The titles of the tasks that others are part of, by the numbers of those: each of the two may name the other. */
function parentsOf(projects: readonly Project[]): Map<number, string> {
  const parents = new Map<number, string>();
  for (const { tasks } of projects) {
    for (const task of objectsIn(tasks)) {
      const { id, title, related_tasks: related } = told(task);
      const { subtask, parenttask } = told(related);
      const [parent] = objectsIn(parenttask);
      if (typeof id === "number" && parent !== undefined)
        parents.set(id, textOf(told(parent).title));
      for (const one of objectsIn(subtask)) {
        const child = told(one).id;
        if (typeof child === "number" && !parents.has(child)) parents.set(child, textOf(title));
      }
    }
  }
  return parents;
}

function told(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
