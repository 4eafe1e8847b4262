import type { Task } from "@pakaura/contract/task";
import { taskStore } from "../../app/client.ts";
import { currentFilters, isQuickAddOpen } from "../../app/quick-add-state.ts";
import { goTo } from "../../lib/go-to.ts";
import { tell } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import { dayFromNow, dueDay, exactDueWords, type DueContext } from "../tasks/due-words.ts";
import { listRules } from "../tasks/match-task.ts";

type Place = { path: "/" | "/today" | "/upcoming"; name: string };

/** A view that has an open task, whatever it is. */
export function placeOf({ due_date: dueDate }: Pick<Task, "due_date">, context: DueContext): Place {
  if (dueDate === null) return { path: "/", name: m.views.all };
  return dueDay(dueDate, context.timeZone) <= dayFromNow(0, context)
    ? { path: "/today", name: m.views.today }
    : { path: "/upcoming", name: m.views.upcoming };
}

/** Says where tasks went that were just added and are not in the list on the page, and leads there. */
export function tellElsewhere(addedIds: readonly string[], context: DueContext): void {
  const filters = currentFilters.get();
  const rules = filters && listRules(filters, context);
  const away = addedIds
    .flatMap((id) => taskStore.tasks.get(id) ?? [])
    .filter((task) => !rules?.matches(task));
  const [task] = away;
  if (!task) return;
  const place = placeOf(task, context);
  const due = task.due_date === null ? [] : [exactDueWords(task.due_date, context)];
  tell(
    away.length === 1 ? m.quickAdd.addedTo(place.name) : m.quickAdd.addedElsewhere(away.length),
    {
      id: "added-elsewhere",
      description: [task.title, ...due].join(" · "),
      duration: 8_000,
      action: {
        label: m.quickAdd.show,
        onClick: () => {
          isQuickAddOpen.set(false);
          goTo(`${place.path}?task=${task.id}`);
        },
      },
    },
  );
}
