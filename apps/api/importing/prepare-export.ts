import {
  type Export,
  type ExportedTask,
  exportedTaskSchema,
  exportSchema,
} from "@pakaura/contract/transfer";
import { normaliseTag } from "@pakaura/domain/tags";
import { parse } from "@pakaura/service/parse";
import { z } from "zod";
import type { ImportContext } from "../api-context.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { type Prepared, refuseTooMany } from "./prepared-import.ts";
import { prepareFilters } from "./restore-filters.ts";
import { restoredIds, restoreTask } from "./restore-tasks.ts";
import { takeTurns } from "./take-turns.ts";
import { sortIds } from "./write-import.ts";

/** Reads our own export: its tasks keep their ids, unless another account has them. */
export async function prepareExport(
  context: ImportContext,
  value: unknown,
  decision: DecisionContext,
): Promise<Prepared> {
  const shape = exportSchema.extend({ tasks: z.array(z.unknown()) });
  const exported: Omit<Export, "tasks"> & { tasks: unknown[] } = parse(shape, value, "file");
  refuseTooMany(exported.tasks.length);
  const prepared: Prepared = {
    tasks: [],
    tags: exported.tags.flatMap((name) => normaliseTag(name) ?? []),
    total: exported.tasks.length,
    errors: [],
    ...prepareFilters(exported.filters),
  };
  const turn = takeTurns();
  const rows: { line: number; task: ExportedTask }[] = [];
  for (const [index, item] of exported.tasks.entries()) {
    await turn();
    const line = index + 1;
    const task = exportedTaskSchema.safeParse(item);
    if (task.success) rows.push({ line, task: task.data });
    else prepared.errors.push({ line, title: null, message: z.prettifyError(task.error) });
  }
  const { taken } = await sortIds(context, decision.userId, {
    tasks: rows.map(({ task }) => task.id),
    rules: rows.flatMap(({ task }) => task.series?.id ?? []),
  });
  const ids = restoredIds(
    rows.map(({ task }) => task),
    taken,
    decision.userId,
  );
  for (const { line, task } of rows) {
    await turn();
    const made = restoreTask(task, ids, decision);
    if ("error" in made) prepared.errors.push({ line, title: task.title, message: made.error });
    else prepared.tasks.push({ line, change: made.change, reminders: task.reminders });
  }
  return prepared;
}
