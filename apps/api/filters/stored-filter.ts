import type { SavedFilter } from "@pakaura/contract/filter";
import type { Queryable } from "@pakaura/database/connection";

type FilterRow = {
  id: string;
  name: string;
  query: string;
  position: number;
  created_at: Date;
  updated_at: Date;
};

/** The user's saved filters in their order; positions count from 0 without a gap. */
export async function readFilters(queryable: Queryable, userId: string): Promise<SavedFilter[]> {
  const { rows } = await queryable.query<FilterRow>(
    `select id, name, query, created_at, updated_at,
       (row_number() over (order by position, id) - 1)::int as position
     from saved_filters where user_id = $1 order by position, id`,
    [userId],
  );
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }));
}
