import type { Me, UpdateTask } from "@pakaura/contract/http";
import { outbox, queryClient, taskStore } from "../../app/client.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { m } from "../../messages/messages.ts";
import { leadWords } from "../reminders/lead-words.ts";
import { exactDueWords } from "./due-words.ts";
import type { UpdateField } from "./field-values.ts";
import type { Conflict } from "./merge-update.ts";

/** The value of a field, in words; null for one that has no short words. */
export function valueWords(field: UpdateField, body: UpdateTask): string | null {
  switch (field) {
    case "title":
      return body.title ?? null;
    case "due_date":
      return body.due_date ? dueWordsHere(body.due_date) : m.dates.noDate;
    case "priority":
      return m.priorities[body.priority ?? "none"];
    case "reminder_lead_minutes":
      return leadWords(body.reminder_lead_minutes ?? null);
    case "tags":
      return (body.tags ?? []).map((tag) => `#${tag}`).join(" ") || null;
    case "notes":
    case "recurrence":
      return null;
  }
}

function dueWordsHere(dueDate: string): string {
  const me = queryClient.getQueryData<Me>(queryKeys.me);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return exactDueWords(dueDate, { now: Date.now(), timeZone: me?.time_zone ?? timeZone });
}

/** Gives every field that met a change from elsewhere the value that gave way. */
export function takeLost(conflicts: readonly Conflict[]): void {
  const changes = [...Map.groupBy(conflicts, ({ taskId }) => taskId)].flatMap(
    ([taskId, ofTask]) => {
      const base = taskStore.tasks.get(taskId);
      const body = ofTask.reduce<UpdateTask>((all, { lost }) => ({ ...all, ...lost }), {});
      return base ? [{ kind: "update", taskId, base, body, scope: "following" } as const] : [];
    },
  );
  outbox.addAll(changes);
}
