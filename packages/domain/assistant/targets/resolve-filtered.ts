import type { Context } from "../context.ts";
import { readFilter } from "../reading/read-filter.ts";
import type { AssistantTask } from "../world.ts";
import type { Word } from "../words.ts";
import { dayOf, isMeant } from "./match-filter.ts";
import { matchTitle } from "./match-title.ts";
import { isList } from "./without-list.ts";
import { taskOf } from "./known-tasks.ts";
import type { Pool, Target } from "./target.ts";

/** "All errands", "everything overdue", "the work one". Null when the words name a task by its title. */
export function resolveFiltered(
  words: readonly Word[],
  pool: Pool,
  context: Context,
): Target | null {
  const { language, phrases } = context.lexicon;
  const isAll = phrases(language.all).isIn(words) || isWholeList(words, context);
  const { filter, rest, isEmpty } = readFilter(
    words.filter((_, at) => !isPartOfAll(words, at, context)),
    language.fillers,
    context,
  );
  const isMany = isAll || isPlural(words, context);
  if (isEmpty && !isAll) return null;
  // "It" is no filler of a filter: "tag it urgent".
  if (!isAll && words.some(({ text, isKept }) => !isKept && (text === "it" || text === "them")))
    return null;
  // "The work one": a group alone names no single task.
  // "Tomorrow's retro" is the one of that day.
  const isOfDay = /['’]s$/u.test(filter.daysWords) && rest.length > 0;
  if (!isMany && !isOfDay && (rest.length > 0 || !words.some(({ text }) => singles.has(text))))
    return null;
  // A tag that is a word of a title as well is that word: "the shopping one" beside "Go shopping".
  const status = filter.status ?? (pool === "done" ? "done" : "open");
  const tasks = context.index.tasks
    .flatMap((task) => taskOf(task, context) ?? [])
    .filter((task) => isMeant(task, { ...filter, status }, context));
  const named = rest.length === 0 ? tasks : withWords(tasks, rest, context);
  if (!isMany && filter.tags.length > 0 && isTitled(words, pool, context)) return null;
  if (named.length === 0) return isAll || isMany ? { kind: "found", tasks: [], isAll: true } : null;
  if (isMany) return { kind: "found", tasks: sorted(named, context), isAll: true };
  return named.length === 1
    ? { kind: "found", tasks: named, isAll: false }
    : { kind: "unclear", candidates: named, isTie: true };
}

/** "My list", "the inbox": all that is on it. */
function isWholeList(words: readonly Word[], context: Context): boolean {
  const last = words.at(-1)?.text ?? "";
  return wholeLists.has(last) && isList(words, context);
}

const wholeLists = new Set(["list", "lists", "inbox", "liste", "backlog", "agenda"]);

function isPartOfAll(words: readonly Word[], at: number, { lexicon }: Context): boolean {
  const all = lexicon.phrases(lexicon.language.all);
  return [0, 1, 2].some((back) => all.lengthAt(words, at - back) > back);
}

/** Words that make one of a filter. */
const singles = new Set([
  "one",
  "task",
  "thing",
  "item",
  "todo",
  "eine",
  "aufgabe",
  "einen",
  "eins",
]);

/** Words that make many of a target: "tasks", "things". */
const plurals = new Set([
  "tasks",
  "todos",
  "items",
  "things",
  "ones",
  "stuff",
  "reminders",
  "chores",
  "aufgaben",
  "sachen",
  "dinge",
  "termine",
  "eintrage",
  "punkte",
  "erinnerungen",
]);

function isPlural(words: readonly Word[], { tags }: Context): boolean {
  return words.some(
    ({ text, isKept }) =>
      !isKept &&
      (plurals.has(text) || text.endsWith("aufgaben") || (text.endsWith("s") && tags.has(text))),
  );
}

function isTitled(words: readonly Word[], pool: Pool, context: Context): boolean {
  const { index, lexicon } = context;
  const said = words.map(({ text }) => text);
  const open = (task: number): boolean =>
    pool === "any" || index.tasks[task]?.completed === (pool === "done");
  const { kind, tasks } = matchTitle(said, { ...index, tags: new Map() }, open, lexicon.fillers);
  return tasks.length > 0 && kind !== "some";
}

function withWords(
  tasks: AssistantTask[],
  rest: readonly Word[],
  context: Context,
): AssistantTask[] {
  const { index, lexicon } = context;
  const ids = new Set(tasks.map(({ id }) => id));
  const found = rest.map((word) =>
    matchTitle([word.text], index, (task) => ids.has(index.tasks[task]?.id ?? ""), lexicon.fillers),
  );
  return tasks.filter((task) =>
    found.every(({ tasks: hits }) => hits.some((hit) => index.tasks[hit]?.id === task.id)),
  );
}

/** By due date, those without one last; the order in which a list is shown. */
export function sorted(tasks: readonly AssistantTask[], { at }: Context): AssistantTask[] {
  const key = (task: AssistantTask): string =>
    task.due_date === null
      ? "~"
      : task.due_date.length === 10
        ? `${task.due_date}T`
        : `${dayOf(task.due_date, at.timeZone)}T${new Date(task.due_date).toISOString().slice(10)}`;
  return tasks.toSorted((left, right) =>
    key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0,
  );
}
