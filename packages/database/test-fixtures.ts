import { randomUUID } from "node:crypto";
import type { Queryable } from "./connection.ts";

/** A user with nothing, and its id. */
export async function insertUser(queryable: Queryable): Promise<string> {
  const id = randomUUID();
  await queryable.query("insert into users (id, name, email) values ($1, 'Ada', $2)", [
    id,
    `${id}@example.org`,
  ]);
  return id;
}
