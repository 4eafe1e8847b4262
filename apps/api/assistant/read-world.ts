import { activityEntrySchema, type ActivityEntry } from "@pakaura/contract/events";
import { type Task, taskSchema } from "@pakaura/contract/task";
import type { World } from "@pakaura/domain/assistant/world";
import type pg from "pg";
import { listActivity } from "../activity/list-activity.ts";
import { listReminders } from "../reminders/list-reminders.ts";
import { readSnapshot } from "../snapshot/read-snapshot.ts";
import type { DecisionContext } from "../tasks/change.ts";

/** What is there when something is said, as the assistant takes it and as it is answered. */
export type SeenWorld = { world: World; tasks: Task[]; entries: ActivityEntry[] };

/** The user's tasks, trash, reminders that came, and the newest entries of the log. */
export async function readWorld(pool: pg.Pool, context: DecisionContext): Promise<SeenWorld> {
  const { userId } = context;
  const [snapshot, activity, reminders] = await Promise.all([
    readSnapshot(pool, userId, context, true),
    listActivity(pool, { userId }, { per_page: "100" }, context),
    listReminders(pool, userId, { page: 1, per_page: 100, state: ["fired"] }),
  ]);
  const { items } = JSON.parse(Buffer.concat(snapshot).toString()) as { items: unknown[] };
  const tasks = items.map((item) => taskSchema.parse(item));
  const entries = activity.items.map((item) => activityEntrySchema.parse(item));
  const world = {
    tasks: tasks.filter(({ deleted_at: deleted }) => deleted === null),
    trash: tasks.filter(({ deleted_at: deleted }) => deleted !== null),
    reminders: reminders.items,
    entries,
  };
  return { world, tasks, entries };
}
