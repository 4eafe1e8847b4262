import type { Context } from "../context.ts";
import type { ListRequest } from "../reading/read-list.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { contentOf } from "../targets/match-title.ts";
import { tasksWith } from "../targets/task-index.ts";
import { isMeant } from "../targets/match-filter.ts";
import { sorted } from "../targets/resolve-filtered.ts";
import { quietPlan } from "../deciding/assemble.ts";
import type { Plan } from "../deciding/plan.ts";
import type { AssistantTask } from "../world.ts";

/** The answer to a question for tasks, in the order of their dates. */
export function showList({ filter, search }: ListRequest, context: Context): Plan {
  const words = contentOf(
    search.map(({ text }) => text),
    context.lexicon.fillers,
  );
  const open = found(words, context).filter((task) => isMeant(task, filter, context));
  // "Is laundry on my list" is answered by a task that is done as well.
  const isOfTitle = words.length > 0 && filter.status === null && open.length === 0;
  const tasks = isOfTitle
    ? found(words, context).filter((task) => isMeant(task, { ...filter, status: "done" }, context))
    : open;
  return showTasks(sorted(tasks, context), context, repliesFor(context).listed(tasks));
}

/** An answer that shows tasks. */
export function showTasks(tasks: readonly AssistantTask[], context: Context, reply: string): Plan {
  const shown = tasks.map(({ id }) => id);
  const { conversation } = context;
  return quietPlan(
    "answer",
    reply,
    { ...conversation, shown, focus: shown, pending: null },
    { shown },
  );
}

function found(words: readonly string[], { index, world }: Context): AssistantTask[] {
  if (words.length === 0) return [...world.tasks];
  const hits = words.map((word) => {
    const titled = tasksWith(word, index);
    const tagged = index.tags.get(word) ?? [];
    const noted = index.tasks.flatMap(({ notes = "" }, at) =>
      notes.toLowerCase().includes(word) ? [at] : [],
    );
    return new Set([...titled.keys(), ...tagged, ...noted]);
  });
  return index.tasks.filter((_, at) => hits.every((hit) => hit.has(at)));
}
