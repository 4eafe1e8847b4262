import { join } from "node:path";
import { type Cluster, startCluster } from "@pakaura/database/cluster";
import { dyingWithUs } from "./dying-with-us.ts";
import type { Place } from "./place.ts";

export type Postgres = Cluster;

/** Each replica of each service has connections of its own. */
const maxConnections = 200;

/** Starts the PostgreSQL that comes with Pakaura, with its data in `postgres` of the data folder. */
export function startPostgres({ dataFolder }: Place, { durable = true } = {}): Promise<Postgres> {
  return startCluster({
    directory: join(dataFolder, "postgres"),
    durable,
    maxConnections,
    // Asked to stop rather than killed: it then leaves nothing to recover from.
    startedBy: (command, args) => dyingWithUs(command, args, "INT"),
  });
}
