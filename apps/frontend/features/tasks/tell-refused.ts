import { outbox } from "../../app/client.ts";
import { isolate } from "../../lib/isolate.ts";
import { tellError } from "../../lib/toast.ts";
import { messageOf, type ProblemError } from "../../lib/api.ts";
import { showFired } from "../reminders/fired-reminders.ts";
import { lastRefusal, refusedTitle } from "./refusals.ts";
import { isFilterOperation, type FilterOperation, type Operation } from "./operation.ts";
import { m } from "../../messages/all-messages.ts";

/** Says that a change was taken back, and why. */
export function tellRefused(operation: Operation, error: ProblemError): void {
  if (isFilterOperation(operation)) return tellFilterRefused(operation, error);
  lastRefusal.set({ operation, error });
  // It has not been answered, and is there to be answered otherwise.
  if (operation.kind === "snooze-reminder" || operation.kind === "dismiss-reminder")
    showFired(() => new Set()).catch(() => undefined);
  const title = operation.kind === "create" ? operation.body.title : operation.base.title;
  const [first] = error.errors;
  /** It is written anew, in place of what was set aside. */
  const edit = (): void => {
    refusedTitle.set(title);
    outbox.discard(operation.key);
  };
  const reason = first ? m.errors.refusedField(first) : messageOf(error);
  tellError(m.tasks.refused[operation.kind](isolate(shorten(title))), {
    description: reason,
    duration: 8_000,
    ...(operation.kind === "create" ? { action: { label: m.tasks.edit, onClick: edit } } : {}),
  });
}

function tellFilterRefused(operation: FilterOperation, error: ProblemError): void {
  const name = operation.kind === "create-filter" ? operation.body.name : operation.base.name;
  const isNameTaken = error.errors.some(({ field }) => field === "name");
  tellError(m.filters.refused(isolate(shorten(name))), {
    description: isNameTaken ? m.filters.nameTaken : messageOf(error),
    duration: 8_000,
  });
}

function shorten(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
