import type { ImportFormat } from "@pakaura/contract/transfer";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isAsana, readAsana } from "./read-asana.ts";
import { isGoogleTasks, readGoogleTasks } from "./read-google-tasks.ts";
import { isMicrosoft, readMicrosoft } from "./read-microsoft.ts";
import { readSuperProductivity } from "./read-super-productivity.ts";
import { isTaskwarrior, readTaskwarrior } from "./read-taskwarrior.ts";
import { isThings, readThings } from "./read-things.ts";
import { isTodoistSync, readTodoistSync } from "./read-todoist-sync.ts";
import { isTrello, readTrello } from "./read-trello.ts";
import { isVikunja, readVikunja } from "./read-vikunja.ts";
import { superProductivityModels } from "./super-productivity-models.ts";

type ForeignFormat = Exclude<ImportFormat, "pakaura">;
type Reader = (context: ReadContext) => ReadFile;

/** Each says whether a value is its own, by what no other product has, and answers how it is read. */
const formats: readonly [ForeignFormat, (value: unknown) => Reader | null][] = [
  [
    "super_productivity",
    (value) => {
      const models = superProductivityModels(value);
      return models && ((context) => readSuperProductivity(models, context));
    },
  ],
  ["vikunja", (value) => (isVikunja(value) ? (context) => readVikunja(value, context) : null)],
  [
    "google_tasks",
    (value) => (isGoogleTasks(value) ? (context) => readGoogleTasks(value, context) : null),
  ],
  ["trello", (value) => (isTrello(value) ? (context) => readTrello(value, context) : null)],
  ["things", (value) => (isThings(value) ? (context) => readThings(value, context) : null)],
  [
    "taskwarrior",
    (value) => (isTaskwarrior(value) ? (context) => readTaskwarrior(value, context) : null),
  ],
  ["asana", (value) => (isAsana(value) ? (context) => readAsana(value, context) : null)],
  [
    "microsoft_todo",
    (value) => (isMicrosoft(value) ? (context) => readMicrosoft(value, context) : null),
  ],
  [
    "todoist",
    (value) => (isTodoistSync(value) ? (context) => readTodoistSync(value, context) : null),
  ],
];

/** Whose export a value is, and what it says; null for that of no product that is known. */
export function readForeignJson(
  value: unknown,
  context: ReadContext,
): { format: ForeignFormat; read: ReadFile } | null {
  for (const [format, readerOf] of formats) {
    const read = readerOf(value);
    if (read !== null) return { format, read: read(context) };
  }
  return null;
}
