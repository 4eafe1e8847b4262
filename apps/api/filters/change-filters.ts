import type { CreateFilter, SavedFilter, UpdateFilter } from "@pakaura/contract/filter";
import { limits } from "@pakaura/contract/task";
import { nameUuid } from "@pakaura/service/name-uuid";
import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { notFound } from "../http/path-parameter.ts";
import { idTaken } from "../writes/database-problem.ts";
import { withStream } from "../writes/with-stream.ts";
import { readFilters } from "./stored-filter.ts";

/**
 * Lets `change` work on the user's filters while nobody else does, so that two requests at once can
 * neither break the order nor the limit.
 */
function withFilters<Result>(
  pool: pg.Pool,
  userId: string,
  change: (client: pg.PoolClient, filters: SavedFilter[]) => Promise<Result>,
): Promise<Result> {
  return withStream(pool, userId, async (client) =>
    change(client, await readFilters(client, userId)),
  );
}

const namespace = "4f8e0b0a-7a54-4c53-9d0d-9a9d2c1f7be1";

/** The id of a filter in place of one that another account has; the same one for the same user. */
export function filterIdInstead(userId: string, id: string): string {
  return nameUuid(namespace, `${userId} ${id}`);
}

/** The id of a new filter: the one that was asked for, or another in place of one that another account has. */
async function freeId(client: pg.PoolClient, userId: string, id: string): Promise<string> {
  const { rowCount } = await client.query(
    "select from saved_filters where id = $1 and user_id <> $2",
    [id, userId],
  );
  return rowCount === 0 ? id : filterIdInstead(userId, id);
}

/**
 * Saves a filter at the end of the list. The same one again (by id, name and query) is the one that is
 * there. Throws `id_taken`, and `conflict` for a name in use or one too many.
 */
export function createFilter(
  pool: pg.Pool,
  userId: string,
  { id: wanted, name, query }: Required<CreateFilter>,
): Promise<{ filter: SavedFilter; isNew: boolean }> {
  return withFilters(pool, userId, async (client, filters) => {
    const id = await freeId(client, userId, wanted);
    const same = filters.find((filter) => filter.id === id);
    if (same?.name === name && same.query === query) return { filter: same, isNew: false };
    refuseName(filters, name, id);
    if (same === undefined && filters.length >= limits.filtersPerUser) {
      throw new Problem("conflict", `There are ${limits.filtersPerUser} filters already.`);
    }
    const { rowCount } = await client.query(
      `insert into saved_filters (id, user_id, name, query, position) values ($1, $2, $3, $4, $5)
       on conflict (id) do nothing`,
      [id, userId, name, query, filters.length],
    );
    if (rowCount === 0) throw idTaken();
    return { filter: await readFilter(client, userId, id), isNew: true };
  });
}

/** Changes the name, the query or the place of a filter. Throws `not_found`, and `conflict` for a name in use. */
export function updateFilter(
  pool: pg.Pool,
  userId: string,
  id: string,
  { name, query, position }: UpdateFilter,
): Promise<{ filter: SavedFilter; hasChanged: boolean }> {
  return withFilters(pool, userId, async (client, filters) => {
    const known = filters.find((filter) => filter.id === id);
    if (known === undefined) throw notFound();
    const next = { name: name ?? known.name, query: query ?? known.query };
    const place = Math.min(position ?? known.position, filters.length - 1);
    const isSame = next.name === known.name && next.query === known.query;
    if (isSame && place === known.position) return { filter: known, hasChanged: false };
    refuseName(filters, next.name, id);
    if (!isSame) {
      await client.query(
        "update saved_filters set name = $2, query = $3, updated_at = now() where id = $1",
        [id, next.name, next.query],
      );
    }
    const others = filters.filter((filter) => filter !== known).map((filter) => filter.id);
    await writeOrder(client, others.toSpliced(place, 0, id));
    return { filter: await readFilter(client, userId, id), hasChanged: true };
  });
}

/** Forgets a filter. Throws `not_found`. */
export function deleteFilter(pool: pg.Pool, userId: string, id: string): Promise<void> {
  return withFilters(pool, userId, async (client, filters) => {
    if (!filters.some((filter) => filter.id === id)) throw notFound();
    await client.query("delete from saved_filters where id = $1", [id]);
    await writeOrder(
      client,
      filters.map((filter) => filter.id).filter((other) => other !== id),
    );
  });
}

async function writeOrder(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `update saved_filters set position = place - 1
     from unnest($1::uuid[]) with ordinality as listed (id, place)
     where saved_filters.id = listed.id and position <> place - 1`,
    [ids],
  );
}

async function readFilter(client: pg.PoolClient, userId: string, id: string): Promise<SavedFilter> {
  const filter = (await readFilters(client, userId)).find((one) => one.id === id);
  if (filter === undefined) throw notFound();
  return filter;
}

function refuseName(filters: readonly SavedFilter[], name: string, id: string): void {
  if (!filters.some((filter) => filter.name === name && filter.id !== id)) return;
  throw new Problem("conflict", "A filter of this name exists already.", {
    errors: [{ field: "name", code: "name_taken", message: "is the name of another filter" }],
  });
}
