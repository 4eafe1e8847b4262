import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Task } from "@pakaura/contract/task";
import { type Account, signUp } from "../account.ts";
import { isOnStack, temporaryFolder } from "../product.ts";
import { tasksOf } from "./due-tasks.ts";
import { type Started, startPakaura } from "./npm-start.ts";

const dayMs = 86_400_000;
const dueInMs = 2_000;
const patience = { timeout: 30_000, interval: 50 };
const threeStartsMs = isOnStack ? 600_000 : 120_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** The one that runs now. */
let pakaura: Started;
let ann: Account;
let series: Task;
let seenAtTheSecondStart: { fired: number; series: Task[] };

/** Both were due while nothing ran; then it was started, stopped as it should be, and started again. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const start = async () => (pakaura = await startPakaura({ PAKAURA_DATA: folder.path }));
  const first = await start();
  ann = await signUp(first.url, "ann");
  const tasks = tasksOf(first.url, ann);
  await tasks.addWithReminder("Call Ada", dueInMs);
  series = await tasks.addSeries("Water the plants", dueInMs);
  const dueAt = Date.now() + dueInMs;
  await first.end("SIGKILL");
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(dueAt), patience);

  const second = await start();
  const later = tasksOf(second.url, ann);
  seenAtTheSecondStart = await vi.waitFor(async () => {
    const seen = {
      fired: (await later.firedReminders()).length,
      series: await later.titled("Water the plants"),
    };
    expect(seen.fired).toBeGreaterThan(1);
    expect(seen.series.length).toBeGreaterThan(1);
    return seen;
  }, patience);
  await later.complete(series);
  await second.end("SIGINT");
  await start();
}, threeStartsMs);
afterAll(async () => {
  await pakaura?.end("SIGKILL");
  await folder?.remove();
});

test("reminders that were due while nothing ran come once at the next start, and say that they are late", async () => {
  expect(seenAtTheSecondStart.fired).toBe(2);
  const sentences = await tasksOf(pakaura.url, ann).sentences("?action=reminder.fired");
  // How late is for the machine: a start takes a second, or a minute. The series' is that of its next date.
  expect(sentences.toSorted()).toEqual([
    expect.stringMatching(/^Reminder sent: Call Ada, due .+, late$/),
    expect.stringMatching(/^Reminder sent: Water the plants, due .+, late$/),
  ]);
});

test("the next date that arrives while nothing runs makes one instance at the next start", async () => {
  const [overdue, next, ...more] = seenAtTheSecondStart.series;
  expect(more).toEqual([]);
  expect(overdue).toMatchObject({ id: series.id, completed: false, overdue: true });
  expect(next).toMatchObject({
    due_date: new Date(Date.parse(series.due_date ?? "") + dayMs).toISOString(),
    completed: false,
  });
  expect(await tasksOf(pakaura.url, ann).titled("Water the plants")).toHaveLength(2);
});
