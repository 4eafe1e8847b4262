import pg from "pg";
import { connectPatiently, type Patience } from "./connect-patiently.ts";
import { connectionOptions } from "./connection.ts";
import { explainDatabaseError } from "./explain-database-error.ts";

/**
 * Does something by a connection outside a pool, and ends that. Rejects with what operators understand
 * (DatabaseUnreachable, DatabaseNotPermitted), or with what the work does.
 */
export async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
  patience: Patience = {},
): Promise<Result> {
  const { host } = new pg.Client(connectionOptions(url));
  try {
    const client = await connectPatiently(url, patience);
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  } catch (error) {
    throw explainDatabaseError(host, error);
  }
}
