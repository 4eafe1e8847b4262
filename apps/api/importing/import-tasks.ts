import {
  type Export,
  type ExportedTask,
  exportedTaskSchema,
  exportFormat,
  exportSchema,
  importLimits,
  type ImportNote,
  type ImportResult,
} from "@pakaura/contract/transfer";
import { normaliseTag } from "@pakaura/domain/tags";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import { nameUuid } from "@pakaura/service/name-uuid";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { ApiContext } from "../api-context.ts";
import type { DecisionContext } from "../tasks/change.ts";
import type { Origin } from "../writes/origin.ts";
import type { ImportedTask } from "./imported-task.ts";
import { prepareTask } from "./prepare-task.ts";
import type { File } from "./read-file.ts";
import { prepareFilters, restoreFilters } from "./restore-filters.ts";
import { restoredIds, restoreTask } from "./restore-tasks.ts";
import { takeTurns } from "./take-turns.ts";
import { type NewTask, sortIds, writeImport } from "./write-import.ts";

const namespace = "b0b5a1d2-0c4f-4a53-8f5e-3a0d6f8c7e55";
const maxNotes = 1_000;

/** Tasks as they would be written, and what is to be said of the rest. */
type Prepared = {
  tasks: NewTask[];
  /** Tags beside those of the tasks. */
  tags: string[];
  total: number;
  errors: ImportNote[];
  warnings: ImportNote[];
  filters: Export["filters"];
};

/** Brings the tasks of a file into the account, or says what that would do. */
export async function importTasks(
  context: ApiContext,
  file: File,
  { isDryRun, origin, decision }: { isDryRun: boolean; origin: Origin; decision: DecisionContext },
): Promise<ImportResult> {
  const prepared =
    file.format === exportFormat
      ? await prepareExport(context, file.value, decision)
      : await prepareFile(file, decision);
  const { tasks, total, errors, warnings } = prepared;
  const { own } = await sortIds(context, decision.userId, {
    tasks: tasks.map(({ change }) => change.after.id),
    rules: [],
  });
  const created = tasks.filter(({ change }) => !own.has(change.after.id)).length;
  const written = isDryRun
    ? { created, warnings: [] }
    : await writeImport(context, origin, tasks, decision);
  if (!isDryRun) {
    await addTags(context, decision.userId, prepared.tags);
    await restoreFilters(context, decision.userId, prepared.filters, origin);
  }
  return {
    dry_run: isDryRun,
    format: file.format,
    total,
    created: written.created,
    skipped: tasks.length - written.created,
    failed: errors.length,
    errors: errors.slice(0, maxNotes),
    warnings: [...warnings, ...written.warnings].slice(0, maxNotes),
  };
}

async function prepareFile(
  file: Exclude<File, { value: unknown }>,
  decision: DecisionContext,
): Promise<Prepared> {
  const total = file.tasks.length + file.errors.length;
  refuseTooMany(total);
  const prepared: Prepared = {
    tasks: [],
    tags: [],
    filters: [],
    total,
    errors: [...file.errors],
    warnings: [],
  };
  const turn = takeTurns();
  for (const imported of file.tasks) {
    await turn();
    const { line, fields, reminders = [] } = imported;
    const title = fields.title.slice(0, 200);
    const made = prepareTask(imported, idOf(imported, decision.userId), decision);
    if ("error" in made) prepared.errors.push({ line, title, message: made.error });
    else prepared.tasks.push({ line, change: made.change, reminders });
    prepared.warnings.push(...made.warnings.map((message) => ({ line, title, message })));
  }
  prepared.errors.sort((one, other) => one.line - other.line);
  return prepared;
}

/** The same thing again is the same task, so that a file can be imported twice. */
function idOf({ key }: ImportedTask, userId: string): string {
  return key === null ? uuidv7() : nameUuid(namespace, `${userId} ${key}`);
}

async function prepareExport(
  context: ApiContext,
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

async function addTags({ pool }: ApiContext, userId: string, names: string[]): Promise<void> {
  await pool.query(
    `insert into tags (user_id, name) select $1, unnest($2::text[]) on conflict do nothing`,
    [userId, names],
  );
}

function refuseTooMany(count: number): void {
  if (count <= importLimits.tasks) return;
  const message = `must be at most ${importLimits.tasks} in one file`;
  throw new Problem("validation_failed", `Tasks ${message}.`, {
    errors: [{ field: "file", code: "too_many", message }],
  });
}
