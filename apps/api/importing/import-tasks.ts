import {
  exportFormat,
  importExamples,
  type ImportNote,
  type ImportResult,
} from "@pakaura/contract/transfer";
import { nameUuid } from "@pakaura/service/name-uuid";
import { uuidv7 } from "uuidv7";
import type { ImportContext } from "../api-context.ts";
import type { DecisionContext } from "../tasks/change.ts";
import type { Origin } from "../writes/origin.ts";
import { type ImportedTask, toNote } from "./imported-task.ts";
import { prepareExport } from "./prepare-export.ts";
import { prepareTask } from "./prepare-task.ts";
import { type Prepared, refuseTooMany } from "./prepared-import.ts";
import type { File } from "./read-file.ts";
import { refuseContradictions } from "./refuse-contradictions.ts";
import { restoreFilters } from "./restore-filters.ts";
import { findKnown, type NewTask, writeImport } from "./write-import.ts";

const namespace = "b0b5a1d2-0c4f-4a53-8f5e-3a0d6f8c7e55";
const maxNotes = 1_000;

type ImportOptions = {
  isDryRun: boolean;
  origin: Origin;
  decision: DecisionContext;
  /** What is to be said before anything of the tasks. */
  warnings: readonly ImportNote[];
};

/** Brings the tasks of a file into the account, or says what that would do. */
export async function importTasks(
  context: ImportContext,
  file: File,
  { isDryRun, origin, decision, warnings }: ImportOptions,
): Promise<ImportResult> {
  const prepared =
    file.format === exportFormat
      ? await prepareExport(context, file.value, decision)
      : prepareFile(file, decision);
  const { total } = prepared;
  const known = await findKnown(context, decision.userId, {
    tasks: prepared.tasks.map(({ change }) => change.after.id),
    rules: prepared.tasks.flatMap(({ change }) => change.after.rule?.id ?? []),
  });
  const { tasks, errors } = refuseContradictions(prepared.tasks, known);
  const added = tasks.filter(({ change }) => !known.own.has(change.after.id));
  const written = isDryRun
    ? { created: added.length, errors: [], warnings: [] }
    : await writeImport(context, origin, tasks, decision);
  if (!isDryRun) {
    await addTags(context, decision.userId, prepared.tags);
    await restoreFilters(context, decision.userId, prepared.filters, origin);
  }
  const said = [...warnings, ...prepared.warnings, ...written.warnings];
  const failed = [...prepared.errors, ...errors, ...written.errors];
  return {
    dry_run: isDryRun,
    format: file.format,
    total,
    created: written.created,
    skipped: tasks.length - written.created - written.errors.length,
    failed: failed.length,
    errors: failed.toSorted((one, other) => one.line - other.line).slice(0, maxNotes),
    warnings: said.slice(0, maxNotes),
    warning_count: said.length,
    examples: isDryRun ? added.slice(0, importExamples).map(toExample) : [],
  };
}

function toExample({ change }: NewTask): ImportResult["examples"][number] {
  const { title, due_date, priority, tags } = change.task;
  return { title, due_date, priority, tags };
}

function prepareFile(file: Exclude<File, { value: unknown }>, decision: DecisionContext): Prepared {
  const total = file.tasks.length + file.errors.length;
  refuseTooMany(total);
  const prepared: Prepared = {
    tasks: [],
    tags: [],
    filters: [],
    total,
    errors: [...file.errors],
    warnings: [...(file.warnings ?? [])],
  };
  for (const [index, imported] of file.tasks.entries()) {
    const { line, fields } = imported;
    const title = fields.title.slice(0, 200);
    // The order of the file is kept: the last is as new as the import.
    const createdAt = new Date(decision.now - (file.tasks.length - 1 - index)).toISOString();
    const made = prepareTask(
      imported,
      { id: idOf(imported, decision.userId), createdAt },
      decision,
    );
    if ("error" in made) {
      prepared.errors.push({ line, title, ...made.error });
    } else prepared.tasks.push({ line, change: made.change, reminders: made.reminders });
    prepared.warnings.push(...made.warnings.map((one) => toNote(one, { line, title })));
  }
  return prepared;
}

/** The same thing again is the same task, so that a file can be imported twice. */
function idOf({ key }: ImportedTask, userId: string): string {
  return key === null ? uuidv7() : nameUuid(namespace, `${userId} ${key}`);
}

async function addTags({ pool }: ImportContext, userId: string, names: string[]): Promise<void> {
  await pool.query(
    `insert into tags (user_id, name) select $1, unnest($2::text[]) on conflict do nothing`,
    [userId, names],
  );
}
