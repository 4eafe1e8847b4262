import { randomUUID } from "node:crypto";
import { createPool } from "@pakaura/database/connection";
import { createTestDatabase } from "@pakaura/database/test-database";
import { createLogger } from "@pakaura/service/logging";
import { platformCases, type TestPlatform } from "../platform.case.ts";
import { createEmbeddedPlatform, type EmbeddedPlatform } from "./create-platform.ts";

const log = createLogger("platform", "silent");
const maxTries = 4;

async function createTestPlatform(): Promise<TestPlatform> {
  const database = await createTestDatabase();
  const running = new Set<EmbeddedPlatform>();
  return {
    maxTries,
    patienceMs: 10_000,
    users: (count) => Array.from({ length: count }, () => randomUUID()),
    async startProcess(services) {
      const name = `process-${randomUUID()}`;
      const url = `${database.url}&application_name=${name}`;
      const pool = createPool({ url });
      const platform = createEmbeddedPlatform({
        pool,
        url,
        log,
        secrets: { greeting: "hello" },
        retry: { maxTries, firstDelayMs: 20, maxDelayMs: 100 },
        lockRetryMs: 50,
        jobPollMs: 50,
      });
      for (const service of services) platform.attach(service, service.app);
      await platform.start();
      running.add(platform);
      return {
        platform: (service) => platform.forService(service),
        async stop() {
          if (!running.delete(platform)) return;
          await platform.stop();
          await pool.end();
          for (const { app } of services) await app.close();
        },
        async kill() {
          if (!running.delete(platform)) return;
          // With its connections cut it can store nothing more, as after a crash.
          await database.pool.query(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1",
            [name],
          );
          await platform.stop();
          await pool.end();
        },
      };
    },
    async rewind(group, time) {
      const [platform] = running;
      await platform?.rewind(group, time);
    },
    async deadLetters(group) {
      const { rows } = await database.pool.query<{
        event_id: string;
        error: string;
        tries: number;
      }>("select event_id, error, tries from dead_letters where consumer_group = $1", [group]);
      return rows.map(({ event_id: eventId, error, tries }) => ({ eventId, error, tries }));
    },
    stop: database.drop,
  };
}

platformCases(createTestPlatform);
