import { resolveWhen, type Days } from "../../filter/resolve-when.ts";
import { localDate } from "../../due-date.ts";
import type { Context } from "../context.ts";
import type { ActivityVerb } from "../languages/language.ts";
import type { Plan } from "../deciding/plan.ts";
import { readWhen } from "../reading/read-when.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { textOf, type Word } from "../words.ts";
import type { AssistantEntry, AssistantTask } from "../world.ts";
import { showTasks } from "./show-list.ts";

/** What the log says of some tasks, or of a time: "what did I finish last week". */
export function showActivity(
  words: readonly Word[],
  tasks: readonly AssistantTask[] | null,
  context: Context,
): Plan {
  const verb = verbIn(words, context);
  const days = tasks === null ? daysIn(words, context) : null;
  const own = context.world.entries.filter(
    (entry) => tasks === null || tasks.some(({ id }) => id === entry.task_id),
  );
  const ofVerb = own.filter((entry) => isOfVerb(entry, verb) && isIn(entry, days, context));
  // Of one task the log says what it has, when it has nothing of that kind.
  const entries = ofVerb.length === 0 && tasks !== null ? own : ofVerb;
  return answerWith(entries, context);
}

/** The week: what was finished, and what is overdue. */
export function showReview(context: Context): Plan {
  const days = resolveWhen(
    { kind: "span", which: "last", count: 7, unit: "day" },
    context.at,
    "back",
  );
  const { entries } = context.world;
  return answerWith(
    entries.filter((entry) => entry.action === "task.completed" && isIn(entry, days, context)),
    context,
  );
}

function answerWith(entries: readonly AssistantEntry[], context: Context): Plan {
  const ids = [...new Set(entries.map(({ task_id: id }) => id))];
  const { world } = context;
  const known = new Map([...world.tasks, ...world.trash].map((task) => [task.id, task]));
  const shown = ids.flatMap((id) => known.get(id) ?? []);
  const plan = showTasks(shown, context, repliesFor(context).activity(entries));
  return { ...plan, shown: ids, entries: entries.map(({ id }) => id) };
}

function verbIn(words: readonly Word[], { lexicon }: Context): ActivityVerb {
  const verbs = lexicon.language.activityVerbs;
  const found = words.flatMap((_, at) =>
    [3, 2, 1]
      .flatMap((length) => lexicon.valueOf(verbs, words.slice(at, at + length)) ?? [])
      .slice(0, 1),
  );
  // "What did I get done": "did" says less than what follows it.
  return found.find((verb) => verb !== "completed") ?? found[0] ?? "any";
}

function isOfVerb({ action, changes = {} }: AssistantEntry, verb: ActivityVerb): boolean {
  switch (verb) {
    case "completed":
    case "created":
    case "deleted":
      return action === `task.${verb}`;
    case "moved":
      return action === "task.updated" && "due_date" in changes;
    case "changed":
      return action === "task.updated";
    case "any":
      return true;
  }
}

function isIn({ time }: AssistantEntry, days: Days | null, { at }: Context): boolean {
  const day = localDate(Date.parse(time), at.timeZone);
  return days === null || (days.first <= day && day <= days.last);
}

function daysIn(words: readonly Word[], context: Context): Days | null {
  const { lexicon } = context;
  for (let at = 0; at < words.length; at += 1)
    for (let length = Math.min(6, words.length - at); length > 0; length -= 1) {
      const period = lexicon.valueOf(lexicon.language.pastPeriods, words.slice(at, at + length));
      if (period) return resolveWhen(period, context.at, "back");
    }
  return pastDay(words, context);
}

/** "On monday" is the last Monday. */
function pastDay(words: readonly Word[], context: Context): Days | null {
  for (let from = Math.max(0, words.length - 4); from < words.length; from += 1) {
    const when = readWhen(textOf(context.text, words.slice(from)), context.at);
    if (!when?.saysDay) continue;
    const today = localDate(context.at.now, context.at.timeZone);
    const day = Temporal.PlainDate.from(when.dueDate.slice(0, 10));
    const isAhead = day.toString() > today;
    const past = (isAhead ? day.subtract({ days: 7 }) : day).toString();
    return { first: past, last: past };
  }
  return null;
}
