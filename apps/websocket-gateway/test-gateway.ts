import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { createAuthenticator } from "@pakaura/accounts/authenticate";
import type { TestDatabase } from "@pakaura/database/test-database";
import { createTestDatabase } from "@pakaura/database/test-database";
import type { Platform } from "@pakaura/platform/platform";
import { loneReplica } from "@pakaura/platform/replica";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import type { GatewayLimits } from "./limits.ts";
import { createGatewayService } from "./service.ts";
import { createTestClient } from "./test-client.ts";

const secret = "a secret of the tests, which is long enough";
const log = createLogger("test", "silent");

const noBlock = () => Promise.reject(new Error("the gateway does not use this"));

type Blocks = Partial<Pick<Platform, "state" | "replica">>;

/** By default one replica alone, whose state store does not answer: what sessions get does not depend on it. */
function platformOf({
  state = { get: noBlock, set: noBlock, delete: noBlock },
  replica = loneReplica(),
}: Blocks): Platform {
  return {
    pubsub: { publish: noBlock },
    jobs: { schedule: noBlock, delete: noBlock },
    state,
    secrets: { get: noBlock },
    invocation: { invoke: noBlock },
    replica,
  };
}

/** The gateway on a port of its own, over a database of its own. */
export async function startTestGateway(limits: Partial<GatewayLimits> = {}, blocks: Blocks = {}) {
  const database = await createTestDatabase();
  const { pool } = database;
  const authenticator = createAuthenticator({ pool, secret });
  const origins = ["https://tasks.example.org"];
  const service = createGatewayService({
    platform: platformOf(blocks),
    log,
    pool,
    authenticator,
    config: { origins, limits: { settleMs: 0, beatMs: 10, ...limits } },
  });
  const app = createApp({ log, name: "public" });
  const internal = createApp({ log, name: "internal" });
  await service.publicRoutes?.(app);
  await service.internalRoutes(internal);
  await app.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  const host = `127.0.0.1:${address.port}`;

  async function deliver(event: unknown): Promise<number> {
    const url = "/events/task-updates";
    const body = JSON.stringify(event);
    const headers = { "content-type": "application/cloudevents+json" };
    return (await internal.inject({ method: "POST", url, headers, body })).statusCode;
  }

  return {
    /** How many connections are open to it. */
    connections: () => promisify(app.server.getConnections.bind(app.server))(),
    host,
    pool,
    url: database.url,
    service,
    internal,
    deliver,
    connect: (path = "/ws", headers: OutgoingHttpHeaders = {}) =>
      createTestClient(`ws://${host}${path}`, headers),
    stop: async () => {
      await app.close();
      await service.stop?.();
      await internal.close();
      await authenticator.close();
      await database.drop();
    },
  };
}
export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

type Pool = TestDatabase["pool"];

/** Adds a user. */
export async function addUser(pool: Pool): Promise<string> {
  const id = randomUUID();
  const email = `${id}@example.org`;
  await pool.query("insert into users (id, name, email) values ($1, 'A', $2)", [id, email]);
  return id;
}

/** Adds a session of the user; `cookie` is what a browser would send. */
export async function addSession(pool: Pool, userId: string) {
  const id = randomUUID();
  const token = randomBytes(24).toString("base64url");
  await pool.query(
    `insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
    [id, userId, token],
  );
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return { id, cookie: `pakaura.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
}

/** Adds a user who is signed in in a browser; `headers` are what that sends. */
export async function signUp({ pool, host }: Pick<TestGateway, "pool" | "host">) {
  const user = await addUser(pool);
  const { cookie } = await addSession(pool, user);
  return { user, headers: { cookie, origin: `http://${host}` } };
}

/** Adds a personal access token of the user. */
export async function addToken(pool: Pool, userId: string) {
  const id = randomUUID();
  const token = `pak_${randomBytes(32).toString("base64url")}`;
  const hash = createHash("sha256").update(token).digest("hex");
  await pool.query(
    "insert into tokens (id, user_id, name, scope, hash) values ($1, $2, 'laptop', 'read', $3)",
    [id, userId, hash],
  );
  return { id, token };
}

/** Writes `count` events to the user's stream, as the API does, and answers their updates in order. */
export async function writeEvents(pool: Pool, userId: string, count = 1, notes = "") {
  const { rows } = await pool.query<{ sequence: number }>(
    `insert into streams values ($1, $2)
     on conflict (user_id) do update set sequence = streams.sequence + $2 returning sequence`,
    [userId, count],
  );
  const latest = rows[0]?.sequence ?? 0;
  const events = Array.from({ length: count }, (_, index) =>
    makeEvent(userId, latest - count + 1 + index, notes),
  );
  await pool.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
     select id, 'task-events', $2, sequence, type, source, subject, time, 'c', data
     from json_to_recordset($1::json) as event(
       id uuid, sequence bigint, type text, source text, subject uuid, time timestamptz, data json)`,
    [JSON.stringify(events), userId],
  );
  return events.map(updateOf);
}

function makeEvent(userId: string, sequence: number, notes: string) {
  const taskId = randomUUID();
  return {
    specversion: "1.0",
    id: randomUUID(),
    type: "task.updated",
    source: "pakaura/api",
    subject: taskId,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    partitionkey: userId,
    sequence,
    data: {
      user_id: userId,
      task_id: taskId,
      correlation_id: "c",
      payload: { task: { id: taskId, notes }, changed_fields: {}, actor: "user" },
    },
  };
}

/** The event as it comes on `task-updates`. */
function updateOf(event: ReturnType<typeof makeEvent>) {
  const { user_id, task_id, correlation_id } = event.data;
  const data = { user_id, task_id, correlation_id, payload: { event } };
  return { ...event, id: randomUUID(), type: "sync.task-changed", sequence: undefined, data };
}
