import { decodeText } from "./decode-text.ts";
import { csvLayout } from "./csv-header.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { Losses } from "./losses.ts";
import { readTodoist } from "./read-todoist.ts";
import { isTodoistHeader } from "./todoist-row.ts";
import { unreadable } from "./unreadable.ts";

type BackupFile = { name: string; bytes: Buffer };

/** "Home [2204743].csv" is the project "Home". */
function projectOf(fileName: string): string {
  return fileName
    .replace(/\.csv$/iu, "")
    .replace(/\[\d+\]$/u, "")
    .trimEnd();
}

/**
 * A backup of Todoist: a CSV for each project, whose name becomes a tag. Lines are those of their file, which
 * is named before what is said. Throws `validation_failed` when none of the files is one of Todoist's.
 */
export function readTodoistBackup(
  { csv, otherCount }: { csv: BackupFile[]; otherCount: number },
  context: ReadContext,
): ReadFile {
  const all: Required<ReadFile> = { tasks: [], errors: [], warnings: [] };
  let projectCount = 0;
  for (const { name, bytes } of csv) {
    const { text, warnings } = decodeText(bytes);
    const path = name.split("/").at(-1) ?? name;
    if (csvLayout(text, isTodoistHeader) === null) {
      all.warnings.push({
        line: 1,
        title: null,
        message: `${path} is no CSV of Todoist, and stays behind.`,
        code: "table_left_behind",
        value: path,
      });
      continue;
    }
    projectCount += 1;
    const read = readTodoist(text, context);
    const project = projectOf(path);
    const named = <Note extends { message: string }>(note: Note): Note => ({
      ...note,
      message: `${path}: ${note.message}`,
      file: path,
    });
    for (const task of read.tasks) {
      task.fields.tags = [...(task.fields.tags ?? []), project];
      task.warnings = task.warnings?.map(named) ?? [];
      all.tasks.push(task);
    }
    all.errors.push(...read.errors.map(named));
    all.warnings.push(...[...warnings, ...(read.warnings ?? [])].map(named));
  }
  if (projectCount === 0)
    throw unreadable({
      reason: "no_todoist_archive",
      message: "The archive holds no CSV of Todoist.",
    });
  const losses = new Losses();
  losses.add("files", 1, otherCount);
  all.warnings.push(...losses.notes());
  return all;
}
