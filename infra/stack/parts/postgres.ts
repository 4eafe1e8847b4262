import { join } from "node:path";
import { type KeptCluster, keepCluster } from "@pakaura/database/keep-cluster";
import { dyingWithUs } from "./dying-with-us.ts";
import type { Place } from "./place.ts";

export type Postgres = KeptCluster;

/** Each replica of each service has connections of its own. */
const maxConnections = 200;

type Options = {
  durable?: boolean;
  /** Tells when it ended and that it runs again. */
  say?: ((line: string) => void) | undefined;
};

/** Starts the PostgreSQL that comes with Pakaura, with its data in `postgres` of the data folder, and keeps it running. */
export function startPostgres(
  { dataFolder }: Place,
  { durable = true, say }: Options = {},
): Promise<Postgres> {
  return keepCluster({
    directory: join(dataFolder, "postgres"),
    durable,
    maxConnections,
    ...(say && { onChange: say }),
    // Asked to stop rather than killed: it then leaves nothing to recover from.
    startedBy: (command, args) => dyingWithUs(command, args, "INT"),
  });
}
