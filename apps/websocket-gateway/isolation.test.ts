import { afterAll, beforeAll, expect, test } from "vitest";
import { waitFor } from "./test-client.ts";
import { signUp, startTestGateway, writeEvents, type TestGateway } from "./test-gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const userCount = 1_000;
const sessionsOfTheFirst = 100;
const writes = 600;

/** Draws numbers below a limit, the same ones in every run (mulberry32). */
function createRandom(seed: number) {
  let state = seed;
  return (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

async function connectUser(sessions: number) {
  const { user: id, headers } = await signUp(gateway);
  const clients = Array.from({ length: sessions }, () => gateway.connect("/ws", headers));
  await Promise.all(clients.map((client) => client.received("hello")));
  return { id, clients, written: 0 };
}

test(
  "of random writes of 1,000 users every session gets its own user's events, all of them, and no other",
  { timeout: 120_000 },
  async () => {
    const random = createRandom(20_261_123);
    const users = [await connectUser(sessionsOfTheFirst)];
    while (users.length < userCount) {
      const batch = Array.from({ length: 50 }, () => connectUser(1));
      users.push(...(await Promise.all(batch)));
    }

    const write = async () => {
      const user = users[random(4) === 0 ? 0 : random(users.length)];
      if (!user) return;
      const count = 1 + random(3);
      user.written += count;
      const updates = await writeEvents(gateway.pool, user.id, count);
      // Some deliveries come twice, some not at all, and those of several writes at the same time.
      const deliveries = updates.flatMap(
        (update) => [[update], [update, update], []][random(3)] ?? [],
      );
      await Promise.all(deliveries.map((update) => gateway.deliver(update)));
    };
    for (let done = 0; done < writes; done += 20)
      await Promise.all(Array.from({ length: 20 }, write));
    // A last delivered event reveals to every session what it has not been told of. Not of all at once: the
    // writes of the test would keep the gateway waiting for a connection to the database.
    for (let first = 0; first < users.length; first += 20) {
      await Promise.all(
        users.slice(first, first + 20).map(async (user) => {
          user.written += 1;
          for (const update of await writeEvents(gateway.pool, user.id))
            await gateway.deliver(update);
        }),
      );
    }

    for (const { id, clients, written } of users) {
      const wanted = Array.from({ length: written }, (_, index) => index + 1);
      for (const client of clients) {
        await waitFor(() => client.sequences().length >= written, 30_000);
        expect(client.sequences()).toEqual(wanted);
        const owners = client.messages.flatMap((message) =>
          message.type === "event" ? [message.event.partitionkey] : [],
        );
        expect(new Set(owners)).toEqual(new Set([id]));
      }
    }
  },
);
