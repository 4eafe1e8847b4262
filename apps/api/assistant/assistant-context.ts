import type { State } from "@pakaura/platform/state";
import type { ApiContext } from "../api-context.ts";
import type { ModelConfig } from "../model-config.ts";
import type { Circuit } from "./model/circuit.ts";

/** What the routes of the assistant need: conversations are kept in the state. */
export type AssistantContext = ApiContext & {
  state: State;
  /** The model behind the rules; null where none is configured. */
  model: ModelConfig | null;
  circuit: Circuit;
};
