import {
  createReminderSchema,
  listRemindersQuerySchema,
  snoozeReminderSchema,
} from "@pakaura/contract/reminder";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { originOf } from "../writes/origin.ts";
import { addReminder } from "./add-reminder.ts";
import { changeReminders, type RemindersContext } from "./change-reminders.ts";
import type { TaskReminders } from "./task-reminders.ts";
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
    let reminderId = "";
    let isNew = false;
    const { tasks } = await changeReminders(context, {
      userId: principal.userId,
      taskIds: [taskId],
      origin: originOf(request, principal),
      before: (one, now) => {
        const added = addReminder(one, body, now);
        reminderId = added.reminderId;
        isNew = added.isNew;
        return added.reminders;
      },
      after: ({ reminders }) => {
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
    await changeOne(request, id, { taskId: pathId(request), change });
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

  /** Changes one reminder, or deletes it when `change` gives null, and answers it as it is then. */
  async function changeOne(
    request: FastifyRequest,
    id: string,
    how: {
      taskId?: string;
      change: (reminder: StoredReminder, now: number, task: StoredTask) => StoredReminder | null;
    },
  ) {
    const principal = principalOf(request);
    const { userId } = principal;
    const taskId = await findTask(id, userId);
    if (taskId === null || (how.taskId !== undefined && how.taskId !== taskId)) throw notFound();
    const { tasks } = await changeReminders(context, {
      userId,
      taskIds: [taskId],
      origin: originOf(request, principal),
      after: ({ task, reminders }, now) => {
        const known = reminders.find((one) => one.id === id && one.state !== "cancelled");
        if (known === undefined || task.deletedAt !== null) throw notFound();
        const changed = how.change(known, now, task);
        return reminders.flatMap((one) => (one === known ? (changed ?? []) : one));
      },
    });
    return answerOf(tasks, id);
  }

  async function findTask(id: string, userId: string): Promise<string | null> {
    const { rows } = await context.pool.query<{ task_id: string }>({
      name: "task-of-reminder",
      text: "select task_id from reminders where id = $1 and user_id = $2",
      values: [id, userId],
    });
    return rows[0]?.task_id ?? null;
  }
}

function answerOf(tasks: TaskReminders[], id: string) {
  const one = tasks[0];
  const reminder = one?.reminders.find((each) => each.id === id);
  if (one === undefined) throw notFound();
  return reminder === undefined ? null : toReminder(reminder, one.task);
}
