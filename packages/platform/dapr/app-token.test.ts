import { createLogger } from "@pakaura/service/logging";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demandAppToken } from "./app-token.ts";
import { callRoutes } from "./call-routes.ts";
import { createJobTaker } from "./take-job.ts";

const token = "the token of the sidecar";
let internal: FastifyInstance;
let asked: string[];

beforeEach(async () => {
  asked = [];
  const app = Fastify();
  app.all("/*", async (request, reply) => {
    asked.push(request.url);
    return reply.code(204).send();
  });
  const log = createLogger("test", "silent");
  const keep = () => Promise.reject(new Error("nothing fails here"));
  const takeJob = createJobTaker({ service: "test", app, log, keep });
  internal = Fastify();
  await internal.register(async (guarded) => {
    demandAppToken(guarded, token);
    callRoutes(guarded, { app, takeJob });
  });
});
afterEach(() => internal.close());

test.each(["/job/prune", "/internal/notify", "/internal/tasks/1/settle-reminders"])(
  "%s is for the sidecar alone, which shows the token",
  async (url) => {
    const status = async (headers: Record<string, string>) =>
      (await internal.inject({ method: "POST", url, headers, payload: {} })).statusCode;
    for (const given of ["", "the token", `${token}x`, token.toUpperCase(), `Bearer ${token}`])
      expect(await status({ "dapr-api-token": given }), given).toBe(401);
    expect(await status({})).toBe(401);
    expect(await status({ authorization: `Bearer ${token}` })).toBe(401);
    expect(asked).toEqual([]);
    expect(await status({ "dapr-api-token": token })).toBe(204);
    expect(asked).toEqual([url]);
  },
);
