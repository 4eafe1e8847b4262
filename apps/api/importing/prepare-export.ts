import {
  broughtExportSchema,
  type ExportedTask,
  exportedTaskSchema,
} from "@pakaura/contract/transfer";
import { normaliseTag } from "@pakaura/domain/tags";
import { parse, validationProblem } from "@pakaura/service/parse";
import type { ImportContext } from "../api-context.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { readFilters } from "../filters/stored-filter.ts";
import { fitReminders } from "./fit-reminders.ts";
import { type Prepared, refuseTooMany } from "./prepared-import.ts";
import { prepareFilters } from "./restore-filters.ts";
import { restoredIds, restoreTask } from "./restore-tasks.ts";
import { wordsOf } from "./row-errors.ts";
import { findKnown } from "./write-import.ts";

/** Reads our own export: its tasks keep their ids, unless another account has them. */
export async function prepareExport(
  context: ImportContext,
  value: unknown,
  decision: DecisionContext,
): Promise<Prepared> {
  const exported = parse(broughtExportSchema, value, "file");
  refuseTooMany(exported.tasks.length);
  const { tags, ...others } = prepareTags(exported.tags);
  const { filters, ...more } = prepareFilters(
    exported.filters,
    await readFilters(context.pool, decision.userId),
    decision.userId,
  );
  const prepared: Prepared = {
    tasks: [],
    tags,
    filters,
    total: exported.tasks.length,
    errors: [],
    warnings: [...others.warnings, ...more.warnings],
  };
  const rows: { line: number; task: ExportedTask }[] = [];
  for (const [index, item] of exported.tasks.entries()) {
    const line = index + 1;
    const task = exportedTaskSchema.safeParse(item);
    if (task.success) rows.push({ line, task: withLowerCaseIds(task.data) });
    else {
      const message = wordsOf(validationProblem(task.error, "task").errors ?? []);
      prepared.errors.push({ line, title: titleOf(item), message });
    }
  }
  const { taken } = await findKnown(context, decision.userId, {
    tasks: rows.map(({ task }) => task.id),
    rules: rows.flatMap(({ task }) => task.series?.id ?? []),
  });
  const ids = restoredIds(taken, decision.userId);
  for (const { line, task } of rows) {
    const made = restoreTask(task, ids, decision);
    if ("error" in made) {
      prepared.errors.push({ line, title: titleOf(task), message: made.error });
      continue;
    }
    const { reminders, warnings } = fitReminders(made.change.after, task.reminders, decision.now);
    prepared.tasks.push({ line, change: made.change, reminders });
    prepared.warnings.push(...warnings.map((message) => ({ line, title: titleOf(task), message })));
  }
  return prepared;
}

/** Ids are told in lower case, and compared as text. */
function withLowerCaseIds(task: ExportedTask): ExportedTask {
  const { series, recurrence_parent_id: parent } = task;
  return {
    ...task,
    id: task.id.toLowerCase(),
    series: series === null ? null : { ...series, id: series.id.toLowerCase() },
    recurrence_parent_id: parent?.toLowerCase() ?? null,
  };
}

function titleOf(item: unknown): string | null {
  const title: unknown =
    typeof item === "object" && item !== null ? Reflect.get(item, "title") : null;
  return typeof title === "string" ? title.slice(0, 200) : null;
}

function prepareTags(brought: readonly unknown[]): Pick<Prepared, "tags" | "warnings"> {
  const tags: string[] = [];
  const warnings: Prepared["warnings"] = [];
  for (const [index, name] of brought.entries()) {
    const tag = typeof name === "string" ? normaliseTag(name) : null;
    if (tag !== null) tags.push(tag);
    else warnings.push({ line: index + 1, title: null, message: "This tag is left out." });
  }
  return { tags: [...new Set(tags)], warnings };
}
