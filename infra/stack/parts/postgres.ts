import { join } from "node:path";
import { type Cluster, startCluster } from "@pakaura/database/cluster";
import type { Place } from "./place.ts";

export type Postgres = Cluster;

/** Starts the PostgreSQL that comes with Pakaura, with its data in `postgres` of the data folder. */
export function startPostgres({ dataFolder }: Place, { durable = true } = {}): Promise<Postgres> {
  return startCluster({ directory: join(dataFolder, "postgres"), durable });
}
