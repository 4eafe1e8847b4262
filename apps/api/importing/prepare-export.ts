import {
  broughtExportSchema,
  type ExportedTask,
  exportedTaskSchema,
} from "@pakaura/contract/transfer";
import { normaliseTag } from "@pakaura/domain/tags";
import { parse } from "@pakaura/service/parse";
import type { ImportContext } from "../api-context.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { readFilters } from "../filters/stored-filter.ts";
import { fitReminders } from "./fit-reminders.ts";
import { toNote } from "./imported-task.ts";
import { mendRow } from "./mend-row.ts";
import type { Remark } from "./remarks.ts";
import { type Prepared, refuseTooMany } from "./prepared-import.ts";
import { prepareFilters } from "./restore-filters.ts";
import { type Ids, restoredIds, restoreTask } from "./restore-tasks.ts";
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
  const rows: Row[] = [];
  for (const [index, item] of exported.tasks.entries()) {
    const line = index + 1;
    const row = readRow({ line, item }, new Set(), decision);
    if (row !== null) rows.push(row);
    else prepared.errors.push({ line, title: null, message: "This is no task.", code: "no_task" });
  }
  const { taken } = await findKnown(context, decision.userId, {
    tasks: rows.map(({ task }) => task.id),
    rules: rows.flatMap(({ task }) => task.series?.id ?? []),
  });
  const ids = restoredIds(taken, decision.userId);
  for (const read of rows) {
    const { row, made } = restoreRow(read, ids, decision);
    const { line, task, remarks } = row;
    const title = titleOf(task);
    if ("error" in made) {
      prepared.errors.push({ line, title, ...made.error });
      continue;
    }
    const { reminders, warnings } = fitReminders(made.change.after, task.reminders, decision.now);
    prepared.tasks.push({ line, change: made.change, reminders });
    prepared.warnings.push(...remarks.map((one) => ({ ...one, title })));
    prepared.warnings.push(...warnings.map((one) => toNote(one, { line, title })));
  }
  return prepared;
}

type Row = { line: number; item: unknown; task: ExportedTask; remarks: Remark[] };

/** A row of an export, whole or mended; null for what is none. */
function readRow(
  { line, item }: Pick<Row, "line" | "item">,
  refused: ReadonlySet<string>,
  { now, userId }: DecisionContext,
): Row | null {
  const whole = refused.size === 0 ? exportedTaskSchema.safeParse(item) : null;
  if (whole?.success) return { line, item, task: withLowerCaseIds(whole.data), remarks: [] };
  const mended = mendRow(item, { line, now: new Date(now).toISOString(), userId, refused });
  const task = exportedTaskSchema.safeParse(mended?.row);
  if (mended === null || !task.success) return null;
  return { line, item, task: withLowerCaseIds(task.data), remarks: mended.remarks };
}

/** Restores a row; without the fields that turn out to be wrong, and then without its series, which has fields of its own. */
function restoreRow(
  first: Row,
  ids: Ids,
  decision: DecisionContext,
): { row: Row; made: ReturnType<typeof restoreTask> } {
  let row = first;
  let made = restoreTask(row.task, ids, decision);
  const refused = new Set<string>();
  for (const more of [[], ["series"]]) {
    if (!("error" in made)) break;
    for (const field of [...made.fields, ...more]) refused.add(field);
    const mended = readRow(first, refused, decision);
    if (mended === null) break;
    row = mended;
    made = restoreTask(row.task, ids, decision);
  }
  return { row, made };
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
    else
      warnings.push({
        line: index + 1,
        title: null,
        message: "This tag is left out.",
        code: "tag_left_out",
      });
  }
  return { tags: [...new Set(tags)], warnings };
}
