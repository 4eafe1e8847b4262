import type { ImportNote } from "@pakaura/contract/transfer";
import { type ImportedTask, type ReadFile, untitledAt } from "./imported-task.ts";
import { JsonFields, objectsIn } from "./json-fields.ts";
import { Losses } from "./losses.ts";
import { refuseTooMany } from "./prepared-import.ts";
import { entitiesOf, type SuperModels } from "./super-productivity-models.ts";
import { readSuperTask } from "./super-productivity-task.ts";

/**
 * The tasks of a backup of Super Productivity, in the order that it keeps; projects become tags, and the archive
 * stays behind. https://github.com/super-productivity/super-productivity
 */
export function readSuperProductivity(models: SuperModels, { now }: { now: number }): ReadFile {
  const read: ReadFile & { warnings: ImportNote[] } = { tasks: [], errors: [], warnings: [] };
  const lost = new Losses();
  const values = inOrder(models.task);
  refuseTooMany(values.length);
  const parents = new Map(values.map((value) => [idOf(value), titleOf(value)]));
  const open = new Set<string>();
  for (const [index, value] of values.entries()) {
    const line = index + 1;
    const isTask = typeof value === "object" && value !== null;
    const task = isTask
      ? readSuperTask(new JsonFields(value, line), { models, parents, lost, now })
      : null;
    if (task !== null) read.tasks.push(task);
    else read.errors.push(untitledAt(line, "title"));
    if (task !== null && isRecurring(task))
      open.add(String(Reflect.get(Object(value), "repeatCfgId")));
  }
  for (const name of ["archiveYoung", "archiveOld", "taskArchive"])
    lost.add("archives", 1, archivedIn(models[name]));
  lost.add("documents", 1, objectsIn(entitiesOf(models["note"])).length);
  read.warnings.push(...lost.notes(), ...unopened(models, open));
  return read;
}

function isRecurring({ fields }: ImportedTask): boolean {
  return fields.recurrence !== undefined;
}

/** What recurs, and has no open task at the moment: there is nothing to come in. */
function unopened(models: SuperModels, open: ReadonlySet<string>): ImportNote[] {
  return objectsIn(entitiesOf(models["taskRepeatCfg"]))
    .filter((one) => Reflect.get(one, "isPaused") !== true && !open.has(idOf(one)))
    .map((one) => ({
      line: 1,
      title: titleOf(one).slice(0, 200) || null,
      message: "This recurring task has no open instance, and stays behind.",
      code: "lost_series",
      value: titleOf(one).slice(0, 200),
    }));
}

function inOrder({ entities: all, ...state }: SuperModels["task"]): unknown[] {
  const { ids } = state;
  const known = Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
  const order = new Set([...known.filter((id) => Object.hasOwn(all, id)), ...Object.keys(all)]);
  return [...order].map((id) => all[id]);
}

function archivedIn(value: unknown): number {
  const inside: unknown = Reflect.get(Object(value), "task");
  return objectsIn(entitiesOf(inside) ?? entitiesOf(value)).length;
}

function idOf(value: unknown): string {
  return String(Reflect.get(Object(value), "id") ?? "");
}

function titleOf(value: unknown): string {
  const title: unknown = Reflect.get(Object(value), "title");
  return typeof title === "string" ? title : "";
}
