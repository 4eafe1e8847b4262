import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { temporaryFolder } from "../product.ts";
import { type Started, startPakaura } from "./npm-start.ts";
import { openApp } from "./person-with-app.ts";
import { startPushService } from "./push-service.ts";

const patience = { timeout: 60_000, interval: 50 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;
let service: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startPushService();
  pakaura = await startPakaura({ PAKAURA_DATA: folder.path, WEBHOOK_ALLOW_PRIVATE: "true" });
});
afterAll(async () => {
  await pakaura?.end("SIGTERM");
  service?.stop();
  await folder?.remove();
});

test("what a person has seen in the app is not pushed as well, and all else is", async () => {
  const open = () => openApp(pakaura.url, service);
  const people = await Promise.all([open(), open(), open(), open()]);
  const [seeing, hidden, absent, leaving] = people;
  await Promise.all(people.map(({ addReminder }) => addReminder("Call Ada")));
  await Promise.all([
    seeing.answer("Call Ada", "shown", "seen"),
    // A page in the background says nothing.
    hidden.answer("Call Ada"),
    // It stands on a screen that nobody sits in front of.
    absent.answer("Call Ada", "shown"),
    leaving.answer("Call Ada", "shown").then(() => leaving.page.close()),
  ]);
  await vi.waitFor(() => {
    for (const { calls } of people.slice(1)) expect(calls()).toEqual({ push: 1, webhook: 1 });
  }, patience);
  // The last of them was held far longer than it takes to ask.
  expect(seeing.calls()).toEqual({ push: 0, webhook: 1 });

  seeing.page.close();
  await seeing.addReminder("Call Bob");
  await vi.waitFor(() => expect(seeing.calls()).toEqual({ push: 1, webhook: 2 }), patience);
  for (const { page } of people) page.close();
});
