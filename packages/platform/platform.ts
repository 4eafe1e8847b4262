import type { Invocation } from "./invocation.ts";
import type { Jobs } from "./jobs.ts";
import type { PubSub } from "./pubsub.ts";
import type { Replica } from "./replica.ts";
import type { Secrets } from "./secrets.ts";
import type { State } from "./state.ts";

/** The five building blocks, as one service sees them. */
export type Platform = {
  pubsub: PubSub;
  jobs: Jobs;
  state: State;
  secrets: Secrets;
  invocation: Invocation;
  /** This process among those of its service: `invocation` reaches any of them. */
  replica: Replica;
};
