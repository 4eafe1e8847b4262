import { tellError } from "../../lib/toast.ts";
import type { ProblemError } from "../../lib/api.ts";
import { createStore } from "../../lib/store.ts";
import type { Operation } from "./operation.ts";

export type Refusal = { operation: Operation; error: ProblemError };

/** The last change that the server refused, so that a field can show why. */
export const lastRefusal = createStore<Refusal | null>(null);

/** The text of a quick add that was refused, for another try. */
export const refusedTitle = createStore<string | null>(null);

/** Says that a change was taken back, and why. */
export function tellRefused(operation: Operation, error: ProblemError): void {
  lastRefusal.set({ operation, error });
  const title = operation.kind === "create" ? operation.body.title : operation.base.title;
  const reason = error.errors[0]?.message
    ? `${error.errors[0].field.replaceAll("_", " ")} ${error.errors[0].message}`
    : error.message;
  tellError(`${failures[operation.kind]} “${shorten(title)}”`, {
    description: reason,
    duration: 8_000,
    ...(operation.kind === "create"
      ? { action: { label: "Edit", onClick: () => refusedTitle.set(operation.body.title) } }
      : {}),
  });
}

const failures: Record<Operation["kind"], string> = {
  create: "Could not add",
  update: "Could not change",
  complete: "Could not complete",
  uncomplete: "Could not reopen",
  delete: "Could not delete",
  "delete-series": "Could not delete the series",
  restore: "Could not restore",
  "restore-series": "Could not restore the series",
  "stop-recurrence": "Could not stop repeating",
};

function shorten(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
