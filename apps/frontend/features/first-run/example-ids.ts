import { createStore } from "../../lib/store.ts";

const storageKey = "pakaura.example-tasks";

/** The ids of the example tasks that this browser added and has not taken away. */
export const exampleIds = createStore<readonly string[]>(stored());

function stored(): string[] {
  const ids: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

/** Remembers which example tasks there are. */
export function keepExamples(ids: readonly string[]): void {
  localStorage.setItem(storageKey, JSON.stringify(ids));
  exampleIds.set(ids);
}
