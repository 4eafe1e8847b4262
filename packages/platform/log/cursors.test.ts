import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCursor, moveCursors, rewindCursor } from "./cursors.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function appendEvent(): Promise<void> {
  await database.pool.query(
    `insert into events (id, topic, user_id, type, source, subject, time, correlation_id, data)
     select id, 'task-updates', id, 'a', 'b', id, now(), 'c', '{}' from gen_random_uuid() as id`,
  );
}

test("a position moves on for whoever stored it last", async () => {
  const from = await loadCursor(database.pool, "moving");
  const to = { transactionId: 7, position: 3 };
  const version = (await moveCursors(database.pool, [{ group: "moving", from, to }])).get("moving");
  expect(await loadCursor(database.pool, "moving")).toEqual({ at: to, version });

  const late = await moveCursors(database.pool, [
    { group: "moving", from, to: { transactionId: 9, position: 9 } },
  ]);
  expect(late).toEqual(new Map());
  expect((await loadCursor(database.pool, "moving")).at).toEqual(to);
});

test("a rewind holds, even to the very position that is stored", async () => {
  await appendEvent();
  await loadCursor(database.pool, "rewound");
  await rewindCursor(database.pool, "rewound", new Date(0));
  const from = await loadCursor(database.pool, "rewound");

  await rewindCursor(database.pool, "rewound", new Date(0));
  const to = { transactionId: from.at.transactionId + 1, position: 0 };
  expect(await moveCursors(database.pool, [{ group: "rewound", from, to }])).toEqual(new Map());
  expect((await loadCursor(database.pool, "rewound")).at).toEqual(from.at);
});
