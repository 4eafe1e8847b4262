import type { Authenticator } from "@pakaura/accounts/authenticate";
import type { PubSub } from "@pakaura/platform/pubsub";
import type pg from "pg";
import type { Logger } from "pino";
import type { Writer } from "./writes/writer.ts";

/** What the routes of the API need. */
export type ApiContext = {
  pool: pg.Pool;
  authenticator: Authenticator;
  writer: Writer;
  /** Tells the readers of the event log in this process that events were committed. */
  wake: () => void;
  pubsub: PubSub;
  log: Logger;
};

/** What an import needs, which runs in a thread where nobody signs in. */
export type ImportContext = Omit<ApiContext, "authenticator">;
