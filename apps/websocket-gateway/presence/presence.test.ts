import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createState } from "@pakaura/platform/embedded/state";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { defaultLimits } from "../limits.ts";
import { Presence } from "./presence.ts";
import { userKey } from "./user-replicas.ts";

let database: TestDatabase;
let state: State;
let user: string;
let stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  state = createState(database.pool, "websocket-gateway");
});
beforeEach(() => {
  user = randomUUID();
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
});
afterAll(() => database.drop());

type Sessions = Map<string, Set<{ givesReceipts: boolean }>>;

/** A replica of the gateway, as far as it has sessions. */
function startReplica(
  id: string,
  store: State = state,
  limits: Partial<typeof defaultLimits> = {},
) {
  const sessions: Sessions = new Map();
  const warnings: string[] = [];
  const presence = new Presence({
    state: store,
    replica: { id, address: `http://${id}:3001` },
    registry: { of: (userId) => sessions.get(userId) as never, users: () => sessions.keys() },
    limits: { ...defaultLimits, presenceStopMs: 10_000, ...limits },
    log: { warn: (_fields: unknown, text?: string) => void warnings.push(text ?? "") },
  });
  stops.push(() => presence.stop());
  return {
    presence,
    sessions,
    warnings,
    open: (givesReceipts = true) => {
      sessions.set(user, new Set([{ givesReceipts }]));
      presence.changed(user);
    },
    close: () => {
      sessions.delete(user);
      presence.changed(user);
    },
  };
}

const knownNow = async () => {
  const kept = await state.get<{ replicas: Record<string, unknown> }>(userKey(user));
  return kept && Object.keys(kept.value.replicas).sort();
};
const known = (ids: string[] | null) =>
  vi.waitFor(async () => expect(await knownNow()).toEqual(ids), { timeout: 20_000 });

/** Writes through, and counts. */
function counting() {
  const counts = { writes: 0 };
  const store: State = {
    ...state,
    set: (...given) => {
      counts.writes += 1;
      return state.set(...given);
    },
  };
  return { counts, store };
}

test("replicas that a user comes to at the same moment are all known, each with its address", async () => {
  const replicas = ["a", "b", "c", "d"].map((id) => startReplica(id));
  for (const { open } of replicas) open();
  await known(["a", "b", "c", "d"]);
  const [first] = replicas;
  expect((await first?.presence.othersOf(user))?.sort()).toEqual(
    ["b", "c", "d"].map((id) => `http://${id}:3001`),
  );
});

test("a replica that a user leaves is known no more, and the last one leaves nothing behind", async () => {
  const [a, b] = [startReplica("a"), startReplica("b")];
  a.open();
  b.open();
  await known(["a", "b"]);
  a.close();
  await known(["b"]);
  expect(await b.presence.othersOf(user)).toEqual([]);
  b.close();
  await known(null);
  expect(await b.presence.isOpen(user)).toBe(false);
});

test("whatever comes and goes, and however often it is told, what is known in the end is true", async () => {
  const step = fc.tuple(fc.constantFrom(0, 1, 2), fc.boolean(), fc.nat(2));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      user = randomUUID();
      const replicas = ["a", "b", "c"].map((id) => startReplica(id));
      for (const [at, isOpen, turns] of steps) {
        const replica = replicas[at];
        if (isOpen) replica?.open();
        else replica?.close();
        for (let turn = 0; turn < turns; turn += 1) await state.get("any");
      }
      // What replicas could not agree upon is settled by the next beat.
      for (const { presence } of replicas) presence.beat();
      const open = ["a", "b", "c"].filter((_, at) => replicas[at]?.sessions.has(user));
      await known(open.length > 0 ? open : null);
    }),
    { numRuns: 15 },
  );
});

test("a second session, and being told twice, writes nothing", async () => {
  const { counts, store } = counting();
  const a = startReplica("a", store);
  a.open();
  await known(["a"]);
  a.open();
  a.presence.changed(user);
  await a.presence.stop();
  expect(counts.writes).toBe(1);
});

test("only sessions that can say what was seen count as open", async () => {
  const [a, b] = [startReplica("a"), startReplica("b")];
  a.open(false);
  await known(["a"]);
  expect(await a.presence.isOpen(user)).toBe(false);
  expect(await b.presence.othersOf(user)).toEqual(["http://a:3001"]);
  a.open(true);
  await vi.waitFor(async () => expect(await b.presence.isOpen(user)).toBe(true));
});

test("a replica that says nothing more is forgotten, and one that lives says so again and again", async () => {
  const dead = { address: null, receipts: true, updated_at: "2026-11-29T09:00:00.000Z" };
  await state.set(userKey(user), { replicas: { dead } }, { etag: null });
  const { counts, store } = counting();
  const living = startReplica("living", store, { presenceBeatMs: 1 });
  expect(await living.presence.isOpen(user)).toBe(false);
  living.open();
  await known(["living"]);
  await vi.waitFor(() => expect(counts.writes).toBeGreaterThan(3));
  expect(await living.presence.isOpen(user)).toBe(true);
});

test("a store that is away disturbs nobody, and is told everything when it is back", async () => {
  let isAway = true;
  const { counts, store } = counting();
  const refuse = () => Promise.reject(new Error("Redis is away"));
  const flaky: State = {
    get: (key) => (isAway ? refuse() : store.get(key)),
    set: (...given) => (isAway ? refuse() : store.set(...given)),
    delete: (...given) => (isAway ? refuse() : store.delete(...given)),
  };
  const a = startReplica("a", flaky);
  a.open();
  await vi.waitFor(() => expect(a.warnings).toHaveLength(1));
  for (let times = 0; times < 100; times += 1) a.presence.changed(user);
  await expect(a.presence.isOpen(user)).rejects.toThrow("away");
  a.presence.beat();
  await vi.waitFor(() => expect(a.warnings).toHaveLength(2));
  isAway = false;
  a.presence.beat();
  await known(["a"]);
  expect(counts.writes).toBe(1);
});

test("an entry that others change all the time is tried five times, and again at the next beat", async () => {
  let tries = 0;
  let isBusy = true;
  const busy: State = {
    ...state,
    set: (key, ...given) => {
      if (!isBusy) return state.set(key, ...given);
      tries += 1;
      return Promise.reject(new EtagMismatch(key));
    },
  };
  const a = startReplica("a", busy);
  a.open();
  await vi.waitFor(() => expect(tries).toBe(5));
  isBusy = false;
  a.presence.beat();
  await known(["a"]);
  expect(a.warnings).toEqual([]);
});

test("a replica that stops takes itself away, and waits for a silent store no longer than it may", async () => {
  const a = startReplica("a");
  a.open();
  await known(["a"]);
  a.close();
  await a.presence.stop();
  expect(await knownNow()).toBeNull();

  const never = () => new Promise<never>(() => undefined);
  const silent: State = { get: never, set: never, delete: never };
  const b = startReplica("b", silent, { presenceStopMs: 1 });
  b.open();
  await b.presence.stop();
});

test("what somebody else has put there is replaced", async () => {
  await state.set(userKey(user), ["not", "ours"], { etag: null });
  const a = startReplica("a");
  expect(await a.presence.isOpen(user)).toBe(false);
  a.open();
  await known(["a"]);
});
