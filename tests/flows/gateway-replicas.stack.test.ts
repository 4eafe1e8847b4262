import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { listen } from "../listener.ts";
import { temporaryFolder } from "../product.ts";
import { tasksOf } from "./due-tasks.ts";
import { type Started, startPakaura } from "./npm-start.ts";
import { openApp } from "./person-with-app.ts";
import { startPushService } from "./push-service.ts";

const patience = { timeout: 90_000, interval: 50 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;
let service: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startPushService();
  pakaura = await startPakaura(
    { PAKAURA_DATA: folder.path, WEBHOOK_ALLOW_PRIVATE: "true" },
    "--replicas=websocket-gateway=2,notification=2",
  );
});
afterAll(async () => {
  await pakaura?.end("SIGTERM");
  service?.stop();
  await folder?.remove();
});

test("a fired reminder goes ahead of the event stream to the sessions at every replica of the gateway", async () => {
  const { url } = pakaura;
  const ann = await signUp(url, "ann");
  // The web server gives them to the replicas in turn.
  const sessions = await Promise.all([1, 2, 3, 4].map(() => listen(url, ann.token)));
  const reminded = sessions.map((session) => session.waitFor(({ type }) => type === "reminder"));
  await tasksOf(url, ann).addWithReminder("Call Ada", 3_000);
  expect(await Promise.all(reminded)).toHaveLength(4);
  for (const session of sessions) session.close();
});

test("what is seen at one replica is known to all of them", async () => {
  const people = await Promise.all([1, 2, 3, 4].map(() => openApp(pakaura.url, service)));
  const absent = people.pop();
  const all = absent ? [...people, absent] : people;
  await Promise.all(all.map(({ addReminder }) => addReminder("Call Ada")));
  await Promise.all([
    ...people.map(({ answer }) => answer("Call Ada", "shown", "seen")),
    absent?.answer("Call Ada", "shown"),
  ]);
  await vi.waitFor(() => {
    expect(absent?.calls()).toEqual({ push: 1, webhook: 1 });
    for (const { calls } of people) expect(calls().webhook).toBe(1);
  }, patience);
  for (const { calls } of people) expect(calls().push).toBe(0);
  for (const { page } of all) page.close();
});
