import type { State } from "@pakaura/platform/state";
import type { ApiContext } from "../api-context.ts";

/** What the routes of the assistant need: conversations are kept in the state. */
export type AssistantContext = ApiContext & { state: State };
