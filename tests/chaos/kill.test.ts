import { activityPageSchema, eventsAnswerSchema, taskPageSchema } from "@pakaura/contract/http";
import type { ActivityEntry, StreamEvent } from "@pakaura/contract/events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp, type Account } from "../account.ts";
import { startProduct, temporaryFolder, type Product } from "../product.ts";
import { AwaySession } from "./away-session.ts";
import { type Acknowledged, type Consequence, writeSteadily } from "./writer.ts";

/** `CHAOS_ROUNDS=50 npm test` runs the long form. */
const roundCount = Number(process.env.CHAOS_ROUNDS ?? 3);
const userCount = 3;
const roundMs = 60_000;
const patience = { timeout: 30_000, interval: 100 };

type User = { account: Account; away: AwaySession; acknowledged: Acknowledged[] };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let product: Product;

beforeAll(async () => {
  folder = await temporaryFolder();
}, roundMs);

afterAll(async () => {
  await product?.stop();
  await folder?.remove();
}, roundMs);

const start = (): Promise<Product> =>
  startProduct({ dataDirectory: `${folder.path}/data`, environment: { LOG_LEVEL: "fatal" } });

/** Writes for all users until `count` more writes were answered, then kills the process in the middle. */
async function killUnderWrites(users: User[], count: number): Promise<void> {
  const stop = new AbortController();
  let answered = 0;
  const enough = Promise.withResolvers<void>();
  const writers = users.map((user) =>
    writeSteadily(product.url, user.account, stop.signal, (write) => {
      user.acknowledged.push(write);
      answered += 1;
      if (answered === count) enough.resolve();
    }),
  );
  await Promise.race([enough.promise, Promise.all(writers)]);
  await product.kill();
  stop.abort();
  await Promise.all(writers);
  for (const user of users) user.away.disconnect();
}

async function get(account: Account, path: string): Promise<unknown> {
  const answer = await fetch(`${product.url}/api/v1${path}`, { headers: account.headers });
  expect(answer.status).toBe(200);
  return answer.json();
}

async function readAllEvents(account: Account): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.sequence ?? 0;
    const answer = eventsAnswerSchema.parse(await get(account, `/events?after=${after}&limit=500`));
    events.push(...answer.events);
    if (events.length >= answer.latest_sequence) return events;
  }
}

async function readAllActivity(account: Account): Promise<ActivityEntry[]> {
  const entries: ActivityEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = activityPageSchema.parse(
      await get(account, `/activity?per_page=100${cursor === null ? "" : `&cursor=${cursor}`}`),
    );
    entries.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return entries;
}

async function expectNothingLost(user: User): Promise<void> {
  await vi.waitFor(
    async () => expectConsequences(user, await readAllEvents(user.account)),
    patience,
  );
  const events = await readAllEvents(user.account);
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));

  const versions = events.flatMap((event) => {
    const version = versionOf(event);
    return version === null ? [] : [`${event.subject} ${version}`];
  });
  expect(new Set(versions).size, "one event per version").toBe(versions.length);
  const written = user.acknowledged.map((write) => `${write.taskId} ${write.version}`);
  expect(new Set(written).difference(new Set(versions))).toEqual(new Set());

  const { total } = taskPageSchema.parse(await get(user.account, "/tasks"));
  expect(total).toBe(new Set(events.map((event) => event.subject)).size);

  await vi.waitFor(async () => {
    const entries = await readAllActivity(user.account);
    expect(entries.map((entry) => entry.event_id).toReversed()).toEqual(
      events.map((event) => event.id),
    );
  }, patience);

  await user.away.connect(product.url, user.account.token);
  user.away.disconnect();
  expect(user.away.events.map((event) => event.id)).toEqual(events.map((event) => event.id));
}

/** Each completed series has one next instance, and each reminder was fired once. */
function expectConsequences(user: User, events: readonly StreamEvent[]): void {
  const made = events.flatMap((event) =>
    event.type === "recurrence.instance-created"
      ? [event.data.payload.task.recurrence_parent_id ?? ""]
      : [],
  );
  const fired = events.flatMap(({ type, subject }) => (type === "reminder.fired" ? [subject] : []));
  expect(new Set(made).size, "one next instance").toBe(made.length);
  expect(new Set(fired).size, "one reminder").toBe(fired.length);
  const wanted = (consequence: Consequence): Set<string> =>
    new Set(
      user.acknowledged.flatMap((write) =>
        write.consequence === consequence ? [write.taskId] : [],
      ),
    );
  expect(wanted("next instance").difference(new Set(made))).toEqual(new Set());
  expect(wanted("reminder").difference(new Set(fired))).toEqual(new Set());
}

/** The version that an event made; null for one that leaves the task as it is. */
function versionOf(event: StreamEvent): number | null {
  if (event.type === "recurrence.triggered") return null;
  return "task" in event.data.payload ? event.data.payload.task.version : null;
}

test(
  `after ${roundCount} kills under steady writes every answered write has its event, one activity entry, its next instance and its reminder, and reaches a session that was away`,
  async () => {
    product = await start();
    const users: User[] = await Promise.all(
      Array.from({ length: userCount }, async (_, index) => ({
        account: await signUp(product.url, `chaos-${index}`),
        away: new AwaySession(),
        acknowledged: [],
      })),
    );
    for (let round = 0; round < roundCount; round += 1) {
      await Promise.all(users.map((user) => user.away.connect(product.url, user.account.token)));
      await killUnderWrites(users, 40 + Math.floor(Math.random() * 100));
      product = await start();
    }
    for (const user of users) {
      expect(user.acknowledged.length).toBeGreaterThan(0);
      await expectNothingLost(user);
    }
  },
  roundMs + roundCount * 10_000,
);
