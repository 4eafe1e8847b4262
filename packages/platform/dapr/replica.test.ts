import { createLogger } from "@pakaura/service/logging";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demandAppToken } from "./app-token.ts";
import { callRoutes } from "./call-routes.ts";
import { createReplica, replicaRoutes } from "./replica.ts";
import { createJobTaker } from "./take-job.ts";

const appToken = "the token of the sidecar";
const service = "websocket-gateway";
let app: FastifyInstance;
let internal: FastifyInstance;
let address: string;
let taken: unknown[];

beforeEach(async () => {
  taken = [];
  app = Fastify();
  app.post("/internal/replica/notify", async (request, reply) => {
    taken.push(request.body);
    return reply.code(204).send();
  });
  app.post("/internal/replica/broken", (_request, reply) => reply.code(500).send());
  app.post("/internal/replica/silent", () => new Promise(() => undefined));
  const log = createLogger("test", "silent");
  const keep = () => Promise.reject(new Error("nothing fails here"));
  internal = Fastify({ forceCloseConnections: true });
  await internal.register(async (guarded) => {
    demandAppToken(guarded, appToken);
    callRoutes(guarded, { app, takeJob: createJobTaker({ service, app, log, keep }) });
  });
  replicaRoutes(internal, { service, app, appToken });
  address = await internal.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => internal.close());

const path = "/internal/replica/notify";

test("a replica takes what another one of its service posts", async () => {
  const other = createReplica({ service, podName: "gateway-2", appToken });
  expect(other).toMatchObject({ id: "gateway-2", address: null });
  await other.post(address, path, { user: 7 });
  expect(taken).toEqual([{ user: 7 }]);
});

test("nobody else can: not the sidecar, not another service, and not who has another token", async () => {
  const strangers = [
    createReplica({ service: "api", appToken }),
    createReplica({ service, appToken: `${appToken}x` }),
  ];
  for (const stranger of strangers)
    await expect(stranger.post(address, path, {})).rejects.toThrow("401");
  const post = async (headers: Record<string, string>) =>
    (await internal.inject({ method: "POST", url: path, headers, payload: {} })).statusCode;
  expect(await post({})).toBe(401);
  expect(await post({ "dapr-api-token": appToken })).toBe(401);
  expect(await post({ authorization: `Bearer ${appToken}` })).toBe(401);
  expect(taken).toEqual([]);
});

test("what replicas show each other opens nothing else", async () => {
  const shown: unknown[] = [];
  const listening = Fastify();
  listening.post(path, async (request, reply) => {
    shown.push(request.headers.authorization);
    return reply.code(204).send();
  });
  const url = await listening.listen({ host: "127.0.0.1", port: 0 });
  await createReplica({ service, appToken }).post(url, path, {});
  await listening.close();
  const [authorization = ""] = shown.map(String);
  expect(authorization).not.toContain(appToken);
  const token = authorization.replace("Bearer ", "");
  for (const headers of [{ authorization }, { "dapr-api-token": token }]) {
    const request = { method: "POST", url: "/internal/notify", headers, payload: {} } as const;
    expect((await internal.inject(request)).statusCode).toBe(401);
  }
});

test("one that does not take it, does not answer or is gone is told of", async () => {
  const replica = createReplica({ service, appToken });
  await expect(replica.post(address, "/internal/replica/broken", {})).rejects.toThrow("500");
  await expect(replica.post(address, "/internal/replica/silent", {})).rejects.toThrow();
  await internal.close();
  await expect(replica.post(address, path, {})).rejects.toThrow();
});
