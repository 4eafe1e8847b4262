import { meSchema } from "@pakaura/contract/http";
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createOutbox } from "../features/tasks/outbox.ts";
import { createTaskStore } from "../features/tasks/task-store.ts";
import { aTask } from "../features/tasks/task.fixture.ts";
import { request } from "../lib/api.ts";
import { anEvent } from "../lib/an-event.fixture.ts";
import { FakeSocket } from "../lib/fake-socket.fixture.ts";
import { stubPage } from "../lib/fake-window.fixture.ts";
import { createQueryClient } from "../lib/query-client.ts";
import { queryKeys } from "../lib/query-keys.ts";
import { aBrowser } from "./fake-team.fixture.ts";
import { loadSync } from "./load-sync.ts";
import { createSession, type Session } from "./session.ts";

const ada = meSchema.parse({
  id: "ada",
  name: "Ada",
  email: "ada@example.test",
  time_zone: "Europe/Berlin",
  week_start: "monday",
  default_reminder_lead_minutes: 30,
  language: "en",
  assistant_model: false,
  two_factor_enabled: false,
  access: "write",
  created_at: "2026-11-24T10:00:00.000Z",
});
const eve = { ...ada, id: "eve", name: "Eve" };
const secret = aTask({ title: "Ada's secret", version: 2 });

let browser: ReturnType<typeof aBrowser>;

// At hand, as it is once a page has loaded it.
beforeAll(() => loadSync());
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  stubPage();
  vi.stubGlobal("indexedDB", new IDBFactory());
  browser = aBrowser();
  vi.stubGlobal("navigator", {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const handlers = {
  onEvents: () => undefined,
  onActivity: () => undefined,
  onFilters: () => undefined,
  onMissed: () => undefined,
  onLeft: () => undefined,
};

/** A page that has just been opened. */
function openPage() {
  const queryClient = createQueryClient();
  const taskStore = createTaskStore();
  const session: { current: Session | null } = { current: null };
  const outbox = createOutbox({
    send: () => new Promise(() => undefined),
    save: async (operations) => session.current?.saveOperations(operations),
    whenDrawn: (act) => act(),
    onAdded: (operations) => session.current?.post({ type: "added", operations }),
    onChanged: () => undefined,
    onAccepted: () => undefined,
    onRefused: () => undefined,
    onDiscarded: () => undefined,
  });
  const made = createSession({ queryClient, taskStore, outbox });
  session.current = made;
  const titles = (): string[] => [...taskStore.known.values()].map(({ title }) => title);
  return { session: made, queryClient, taskStore, outbox, titles };
}

function sayEvent(): void {
  const socket = FakeSocket.open.at(-1);
  socket?.say({ type: "hello", epoch: "epoch", sequence: 1, session_id: "session" });
  socket?.say({ type: "event", sequence: 2, event: anEvent(2, secret) });
}

async function signIn(page: ReturnType<typeof openPage>, me: typeof ada): Promise<() => void> {
  await page.session.begin(me);
  page.queryClient.setQueryData(queryKeys.me, me);
  const stop = page.session.follow(handlers);
  await browser.settle();
  return stop;
}

describe("a session", () => {
  it("shows what the browser remembers of whoever was here last", async () => {
    browser.server.tasks = [secret];
    browser.server.sequence = 1;
    const before = openPage();
    await signIn(before, ada);
    await browser.pass(200);
    const after = openPage();
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    await after.session.restore();
    expect(after.session.tasks.get().status).toBe("ready");
    expect(after.titles()).toEqual(["Ada's secret"]);
    expect(after.queryClient.getQueryData(queryKeys.me)).toMatchObject({ name: "Ada" });
  });

  it("that has ended leaves nothing behind, and events that come after it reach nobody", async () => {
    browser.server.sequence = 1;
    const page = openPage();
    await signIn(page, ada);
    sayEvent();
    // The last event is still under way when the person signs out.
    await page.session.end("forget");
    await signIn(page, eve);
    await browser.pass(2_000);
    expect(page.titles()).toEqual([]);
    expect(FakeSocket.open).toHaveLength(1);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["pakaura:eve"]);
  });

  it("that has ended hands no answer on to whoever comes", async () => {
    const page = openPage();
    await signIn(page, ada);
    const answer = Promise.withResolvers<Response>();
    vi.stubGlobal("fetch", () => answer.promise);
    const asked = expect(request("/api/v1/tasks/1")).rejects.toMatchObject({
      name: "UnreachableError",
    });
    await page.session.end("forget");
    answer.resolve(Response.json(secret));
    await asked;
  });

  it("that another tab ends while this one still reads shows nothing of it", async () => {
    browser.server.tasks = [secret];
    const before = openPage();
    const stop = await signIn(before, ada);
    await browser.pass(200);
    const page = openPage();
    const restoring = page.session.restore();
    await new Promise((resolve) => setImmediate(resolve));
    before.session.post({ type: "left", kept: 0 });
    browser.channels.deliver();
    await restoring;
    await browser.settle();
    expect(page.queryClient.getQueryData(queryKeys.me)).toBeUndefined();
    expect(page.titles()).toEqual([]);
    stop();
  });

  it("keeps what was not sent for the same person, and shows it to no other", async () => {
    const page = openPage();
    await signIn(page, ada);
    page.outbox.add({
      kind: "create",
      taskId: secret.id,
      body: { id: secret.id, title: "Unsent" },
    });
    await browser.settle();
    await page.session.end("keep");
    expect(page.session.kept.get()).toBe(1);
    await signIn(page, eve);
    expect(page.outbox.operations.get()).toEqual([]);
    await page.session.end("keep");
    await signIn(page, ada);
    expect(page.outbox.operations.get()).toMatchObject([{ body: { title: "Unsent" } }]);
  });
});
