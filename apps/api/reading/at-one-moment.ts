import type pg from "pg";

/**
 * What `read` gives, all of it as the database was at one moment, and none of it kept. A reader who goes away
 * in between ends the connection, and with it the transaction.
 */
export async function* atOneMoment<Part>(
  pool: pg.Pool,
  read: (client: pg.PoolClient) => AsyncIterable<Part>,
): AsyncGenerator<Part> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    await client.query("begin isolation level repeatable read read only");
    yield* read(client);
    await client.query("commit");
    isWhole = true;
  } finally {
    client.release(!isWhole);
  }
}
