import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import type { JobTime } from "@pakaura/platform/jobs";
import type { Platform } from "@pakaura/platform/platform";
import { loneReplica } from "@pakaura/platform/replica";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditService } from "./service.ts";

const log = createLogger("test", "silent");
let database: TestDatabase;
const scheduled: [name: string, time: JobTime][] = [];

const platform: Platform = {
  pubsub: { publish: () => Promise.resolve() },
  jobs: {
    schedule: (name, job) => Promise.resolve(void scheduled.push([name, job])),
    delete: () => Promise.resolve(),
  },
  state: {
    get: () => Promise.resolve(null),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  },
  secrets: { get: () => Promise.resolve("") },
  invocation: { invoke: () => Promise.resolve({ status: 204, body: null }) },
  replica: loneReplica(),
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("entries of more than ninety days go at 02:00 UTC, in batches, and no others", async () => {
  const user = randomUUID();
  await database.pool.query(
    `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes,
       sentence, event_id, sequence, correlation_id)
     select gen_random_uuid(), $1, now() - make_interval(days => case when n <= 2500 then 91 else 89 end),
       'task.updated', 'user', gen_random_uuid(), 'x', '{}', 'x', gen_random_uuid(), n, 'c'
     from generate_series(1, 2510) n`,
    [user],
  );
  const service = createAuditService({ platform, log, pool: database.pool });
  const app = createApp({ log, name: "audit-service" });
  await service.internalRoutes(app);
  await service.start?.();
  expect(scheduled).toMatchObject([["prune", { schedule: "0 2 * * *" }]]);
  for (let time = 0; time < 2; time += 1) {
    const answer = await app.inject({ method: "POST", url: "/job/prune", payload: {} });
    expect(answer.statusCode).toBe(204);
    const { rows } = await database.pool.query(
      "select count(*) as count, min(sequence) as first from activity_log",
    );
    expect(rows).toEqual([{ count: 10, first: 2501 }]);
  }
  await app.close();
});
