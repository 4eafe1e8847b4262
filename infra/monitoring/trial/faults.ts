import { serviceRoleName } from "@pakaura/database/service-role";
import type { Replica } from "@pakaura/stack/replica";
import type { SidecarService } from "@pakaura/stack/services";
import type { Stack } from "@pakaura/stack/start-stack";
import { Producer } from "@platformatic/kafka";
import pg from "pg";
import { vi } from "vitest";
import type { People } from "./people.ts";

/** Has something go wrong, and gives how it ends. */
type Cause = () => Promise<() => Promise<unknown>>;

const lateMs = 65_000;
/** Of the locks by which replicas agree (packages/platform/log/session.ts), the one of who tells of Kafka. */
const tellers = { space: 0x70616b, name: "report" };

/** What docs/runbooks says under "To see it fire", on the stack of one machine. */
export function faultsOf(stack: Stack, people: People): Record<string, Cause> {
  const { kafka, scheduler } = stack.backbone;

  function replicaOf(service: SidecarService): Replica {
    const found = stack.replicas.find((one) => one.service === service);
    if (!found) throw new Error(`${service} does not run`);
    return found;
  }
  const connection = () => new pg.Client({ connectionString: stack.postgres.url() });
  /** As who owns the tables, for as long as it takes. */
  async function sql(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const client = connection();
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }
  /** Again and again until it is aborted. */
  function keepDoing(work: () => Promise<unknown>): () => Promise<void> {
    const stop = new AbortController();
    const done = (async () => {
      while (!stop.signal.aborted) await work();
    })();
    return async () => {
      stop.abort();
      await done;
    };
  }
  const lockTasks = (seconds: number) =>
    sql(async (client) => {
      await client.query("begin");
      await client.query("lock table tasks");
      await client.query("select pg_sleep($1)", [seconds]);
    });

  return {
    async "a process that does not answer"() {
      const pid = replicaOf("recurring").app.pid() ?? 0;
      process.kill(pid, "SIGSTOP");
      return async () => process.kill(pid, "SIGCONT");
    },
    async "a consumer that is away"() {
      const { stop, app, sidecar } = replicaOf("audit");
      await stop();
      await people.add(20);
      return () => Promise.all([app.restart(), sidecar.restart()]);
    },
    async "a Kafka that is away"() {
      await kafka.kill();
      await people.add(20);
      return () => kafka.restart();
    },
    async "an api without its sidecar"() {
      const { sidecar } = replicaOf("api");
      await sidecar.kill();
      return () => sidecar.restart();
    },
    async "nobody who tells of Kafka"() {
      const [waiting, other] = [connection(), connection()];
      await Promise.all([waiting.connect(), other.connect()]);
      const key = [tellers.space, tellers.name];
      const held = waiting.query("select pg_advisory_lock($1, hashtext($2))", key);
      await other.query(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted" +
          " and classid = $1::oid and objid = (hashtext($2)::bigint & 4294967295)::oid",
        key,
      );
      await held;
      await other.end();
      return () => waiting.end();
    },
    async "an event that is none"() {
      const producer = new Producer({ clientId: "trial", ...kafka.access });
      const value = Buffer.from("nothing");
      await producer.send({ messages: [{ topic: "task-events", value }] });
      await producer.close();
      return () => sql((client) => client.query("delete from dead_letters"));
    },
    async "windows that lose their gateway"() {
      const { app } = replicaOf("websocket-gateway");
      await app.kill();
      return async () => {
        await app.restart();
        await people.openWindows();
      };
    },
    "a table that somebody holds for a while, again and again": async () =>
      keepDoing(() => lockTasks(1)),
    async "a table that somebody holds"() {
      const ends = [keepDoing(() => lockTasks(30)), keepDoing(() => people.read(40))];
      return () => Promise.all(ends.map((end) => end()));
    },
    async "a database that lets no service in"() {
      await sql(async (client) => {
        await client.query(`alter role ${serviceRoleName} nologin`);
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = $1",
          [serviceRoleName],
        );
      });
      return () => sql((client) => client.query(`alter role ${serviceRoleName} login`));
    },
    async "a scheduler that is away while reminders are due"() {
      await scheduler.kill();
      const over = performance.now() + lateMs;
      await vi.waitUntil(() => performance.now() > over, { timeout: 2 * lateMs, interval: 500 });
      await scheduler.restart();
      // What was late comes by itself.
      return () => Promise.resolve();
    },
  };
}
