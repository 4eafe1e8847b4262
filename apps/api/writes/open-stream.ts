import type { Queryable } from "@pakaura/database/connection";

/**
 * Gives a user a stream who has none; signing up does as a rule. By itself, so that nobody waits for
 * a stream that somebody is about to have. False when the user is gone.
 */
export async function openStream(queryable: Queryable, userId: string): Promise<boolean> {
  const { rows } = await queryable.query<{ is_there: boolean }>(
    `with owner as (select id from users where id = $1),
       opened as (insert into streams (user_id, sequence) select id, 0 from owner on conflict do nothing)
     select exists (select from owner) as is_there`,
    [userId],
  );
  return rows[0]?.is_there === true;
}
