import {
  createReminderSchema,
  listRemindersQuerySchema,
  snoozeReminderSchema,
} from "@pakaura/contract/reminder";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { readFollowing } from "../series/read-following.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { originOf } from "../writes/origin.ts";
import { addReminder } from "./add-reminder.ts";
import { changeReminders, type RemindersContext } from "./change-reminders.ts";
import type { TaskReminders } from "./task-reminders.ts";
import { addToFollowing, removeFromFollowing } from "./change-following.ts";
import { dismiss, hasPassed, remove, snooze } from "./end-reminder.ts";
import { listReminders } from "./list-reminders.ts";
import { ownReminderId, type StoredReminder } from "./stored-reminder.ts";
import { toReminder } from "./to-reminder.ts";

/** Everything under `/api/v1` that is about reminders. */
export function reminderRoutes(app: FastifyInstance, context: RemindersContext): void {
  app.get("/reminders", (request) =>
    listReminders(
      context.pool,
      principalOf(request).userId,
      parse(listRemindersQuerySchema, request.query, "query"),
    ),
  );

  app.post("/tasks/:id/reminders", async (request, reply) => {
    const taskId = pathId(request);
    const body = parse(createReminderSchema, request.body);
    const principal = principalOf(request);
    const { userId } = principal;
    let reminderId = "";
    let isNew = false;
    const lead = "lead_minutes" in body ? body.lead_minutes : null;
    const following = lead === null ? [] : await readFollowing(context.pool, userId, taskId);
    const { tasks } = await changeReminders(context, {
      userId,
      taskIds: [taskId, ...following],
      origin: originOf(request, principal),
      before: (one, now) => {
        if (one.task.id !== taskId) return addToFollowing(one, lead ?? 0, now);
        const added = addReminder(one, body, now);
        reminderId = added.reminderId;
        isNew = added.isNew;
        return added.reminders;
      },
      after: ({ task, reminders }) => {
        if (task.id !== taskId) return reminders;
        const isSet = reminders.some(({ id, state }) => id === reminderId && state !== "cancelled");
        if (!isSet) throw hasPassed("lead_minutes");
        return reminders;
      },
    });
    reply.code(isNew ? 201 : 200);
    return answerOf(tasks, reminderId);
  });

  app.delete("/tasks/:id/reminders/:reminder", async (request, reply) => {
    const id = pathId(request, "reminder");
    const change = (one: StoredReminder, now: number, task: StoredTask): StoredReminder | null => {
      // The task's own one follows from its lead time, and would only come back.
      if (one.id === ownReminderId(one.taskId)) return dismiss(one, now);
      return task.rule === null || one.leadMinutes === null ? null : remove(one);
    };
    await changeOne(request, id, { taskId: pathId(request), change, isForFollowing: true });
    return reply.code(204).send();
  });

  app.post("/reminders/:id/snooze", async (request) => {
    const body = parse(snoozeReminderSchema, request.body);
    return changeOne(request, pathId(request), {
      change: (one, now, task) => snooze(one, body, { task, now }),
    });
  });

  app.post("/reminders/:id/dismiss", async (request) =>
    changeOne(request, pathId(request), { change: dismiss }),
  );

  /**
   * Changes one reminder, or deletes it when `change` gives null, and answers it as it is then. With
   * `isForFollowing`, the instances of a series that follow lose the same lead time.
   */
  async function changeOne(
    request: FastifyRequest,
    id: string,
    how: {
      taskId?: string;
      change: (reminder: StoredReminder, now: number, task: StoredTask) => StoredReminder | null;
      isForFollowing?: boolean;
    },
  ) {
    const principal = principalOf(request);
    const { userId } = principal;
    const { taskId, lead } = await findReminder(id, userId);
    if (how.taskId !== undefined && how.taskId !== taskId) throw notFound();
    const isLead = how.isForFollowing && lead !== null && id !== ownReminderId(taskId);
    const following = isLead ? await readFollowing(context.pool, userId, taskId) : [];
    const { tasks } = await changeReminders(context, {
      userId,
      taskIds: [taskId, ...following],
      origin: originOf(request, principal),
      after: ({ task, reminders }, now) => {
        if (task.id !== taskId) return removeFromFollowing({ task, reminders }, lead ?? 0);
        const known = reminders.find((one) => one.id === id && one.state !== "cancelled");
        if (known === undefined || task.deletedAt !== null) throw notFound();
        const changed = how.change(known, now, task);
        return reminders.flatMap((one) => (one === known ? (changed ?? []) : one));
      },
    });
    return answerOf(tasks, id);
  }

  async function findReminder(id: string, userId: string) {
    const { rows } = await context.pool.query<{ taskId: string; lead: number | null }>({
      name: "task-of-reminder",
      text: `select task_id as "taskId", lead_minutes as lead from reminders
        where id = $1 and user_id = $2`,
      values: [id, userId],
    });
    const [reminder] = rows;
    if (reminder === undefined) throw notFound();
    return reminder;
  }
}

function answerOf(tasks: TaskReminders[], id: string) {
  if (tasks.length === 0) throw notFound();
  const one = tasks.find(({ reminders }) => reminders.some((each) => each.id === id));
  const reminder = one?.reminders.find((each) => each.id === id);
  return one && reminder ? toReminder(reminder, one.task) : null;
}
