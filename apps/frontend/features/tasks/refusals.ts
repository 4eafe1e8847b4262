import type { ProblemError } from "../../lib/api.ts";
import { createStore } from "../../lib/store.ts";
import type { TaskOperation } from "./operation.ts";

export type Refusal = { operation: TaskOperation; error: ProblemError };

/** The last change that the server refused, so that a field can show why. */
export const lastRefusal = createStore<Refusal | null>(null);

/** The text of a quick add that was refused, for another try. */
export const refusedTitle = createStore<string | null>(null);
