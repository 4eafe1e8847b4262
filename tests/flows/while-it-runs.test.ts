import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { openSession } from "../bench/sockets.ts";
import { temporaryFolder } from "../product.ts";
import { tasksOf } from "./due-tasks.ts";
import { type Started, startPakaura } from "./npm-start.ts";

const dayMs = 86_400_000;
const patience = { timeout: 30_000, interval: 50 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;

beforeAll(async () => {
  folder = await temporaryFolder();
  pakaura = await startPakaura({ PAKAURA_DATA: folder.path });
});
afterAll(async () => {
  await pakaura?.end("SIGKILL");
  await folder?.remove();
});

test("a reminder reaches every open session on time, and the log", async () => {
  const { url } = pakaura;
  const ann = await signUp(url, "ann");
  const tasks = tasksOf(url, ann);
  const sessions = await Promise.all([1, 2].map(() => openSession(url, ann.token)));
  const reminded = sessions.map((session) =>
    session.waitFor((text) => text.startsWith('{"type":"reminder"')),
  );
  await tasks.addWithReminder("Call Ada", 2_000);
  for (const text of await Promise.all(reminded)) {
    expect(JSON.parse(text)).toMatchObject({
      event: {
        type: "reminder.fired",
        data: { payload: { task_title: "Call Ada", is_late: false } },
      },
    });
  }
  for (const session of sessions) session.close();
  expect(await tasks.firedReminders()).toHaveLength(1);
  await vi.waitFor(async () => {
    expect(await tasks.sentences()).toContain("Reminder sent: Call Ada, due now");
  }, patience);
});

test("what two sessions complete at once has one next instance, which a third one sees", async () => {
  const { url } = pakaura;
  const ann = await signUp(url, "ann");
  const tasks = tasksOf(url, ann);
  const session = await openSession(url, ann.token);
  const task = await tasks.addSeries("Water the plants", 2 * dayMs);
  const created = session.waitFor((text) => text.includes('"recurrence.instance-created"'));
  await Promise.all([1, 2].map(() => tasks.complete(task)));
  expect(JSON.parse(await created)).toMatchObject({
    event: {
      data: { payload: { actor: "system", task: { recurrence_parent_id: task.id } } },
    },
  });
  session.close();
  expect(await tasks.titled("Water the plants")).toHaveLength(2);

  await vi.waitFor(async () => {
    expect(await tasks.sentences()).toContain("Recurring task generated: Water the plants");
  }, patience);
});
