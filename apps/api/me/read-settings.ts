import type { Queryable } from "@pakaura/database/connection";
import type { DecisionContext } from "../tasks/change.ts";

/** What decisions depend on besides tasks and the clock: null when the user is gone. */
export async function readSettings(
  queryable: Queryable,
  userId: string,
): Promise<Omit<DecisionContext, "now"> | null> {
  const { rows } = await queryable.query<{ time_zone: string; lead_minutes: number | null }>({
    name: "settings-of-user",
    text: `select time_zone, default_reminder_lead_minutes as lead_minutes from users where id = $1`,
    values: [userId],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return { userId, timeZone: row.time_zone, defaultReminderLeadMinutes: row.lead_minutes };
}
