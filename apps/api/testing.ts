import { randomUUID } from "node:crypto";
import { createAuthenticator } from "@pakaura/accounts/authenticate";
import { createVerifiedAccount, takeNewestSignUpRequest } from "@pakaura/accounts/sign-up-request";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import type { Platform } from "@pakaura/platform/platform";
import { loneReplica } from "@pakaura/platform/replica";
import { createApp } from "@pakaura/service/create-app";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type pg from "pg";
import { pino } from "pino";
import { apiConfigSchema } from "./config.ts";
import { createApiService } from "./service.ts";

export const testSecret = "a-secret-of-tests-that-is-long-enough-0123456789";

/** Somebody who is signed in, and requests in their name. */
export type TestUser = {
  id: string;
  email: string;
  password: string;
  cookie: string;
  request: (
    method: InjectOptions["method"],
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>;
};

export type TestApi = {
  app: FastifyInstance;
  /** The routes that other services call. */
  internal: FastifyInstance;
  pool: pg.Pool;
  databaseUrl: string;
  ann: TestUser;
  bob: TestUser;
  signUp: (name: string, fields?: object) => Promise<TestUser>;
  close: () => Promise<void>;
};

/** The method of a route by its name, which may be in lower case. */
export function toMethod(name: string): "GET" | "POST" | "PATCH" | "DELETE" {
  const method = name.toUpperCase();
  if (method === "POST" || method === "PATCH" || method === "DELETE") return method;
  return "GET";
}

/** State without an end of life, which no test waits for. */
function stateInMemory(): State {
  const entries = new Map<string, { json: string; etag: string }>();
  return {
    get<Value>(key: string) {
      const entry = entries.get(key);
      const value = entry && { value: JSON.parse(entry.json) as Value, etag: entry.etag };
      return Promise.resolve(value ?? null);
    },
    set: (key, value, { etag } = {}) => {
      if (etag !== undefined && (entries.get(key)?.etag ?? null) !== etag)
        return Promise.reject(new EtagMismatch(key));
      entries.set(key, { json: JSON.stringify(value), etag: randomUUID() });
      return Promise.resolve();
    },
    delete: (key) => {
      entries.delete(key);
      return Promise.resolve();
    },
  };
}

/** Building blocks that nothing of the API uses, but its state. */
const platform: Platform = {
  pubsub: { publish: () => Promise.resolve() },
  jobs: { schedule: () => Promise.resolve(), delete: () => Promise.resolve() },
  state: stateInMemory(),
  secrets: { get: () => Promise.resolve(testSecret) },
  invocation: { invoke: () => Promise.resolve({ status: 204, body: null }) },
  replica: loneReplica(),
};

function placeOf(database: TestDatabase | null): Pick<TestApi, "pool" | "databaseUrl"> {
  if (database === null) throw new Error("There is no database");
  return { pool: database.pool, databaseUrl: database.url };
}

/**
 * The API on a database of its own, with two people signed in. With `beside`, another process of other settings
 * on the database of that one, with the people of that one.
 */
export async function startTestApi(
  env: Record<string, string> = {},
  beside?: TestApi,
): Promise<TestApi> {
  const database = beside === undefined ? await createTestDatabase() : null;
  const { pool, databaseUrl } = beside ?? placeOf(database);
  const log = pino({ level: "error" });
  const authenticator = createAuthenticator({ pool, secret: testSecret });
  const app = createApp({ log, name: "api" });
  const service = createApiService({
    platform,
    log,
    pool,
    databaseUrl,
    authenticator,
    secret: testSecret,
    config: apiConfigSchema.parse(env),
    wake: () => {},
  });
  await service.publicRoutes?.(app);
  await app.ready();
  const internal = createApp({ log, name: "api" });
  await service.internalRoutes(internal);

  /** Where mail can be sent: vouches for the address as an operator would, and signs in. */
  async function confirm(email: string, password: string): Promise<LightMyRequestResponse> {
    let request = null;
    while (request === null) request = await takeNewestSignUpRequest(pool, email);
    await createVerifiedAccount(pool, request);
    const payload = { email, password };
    return app.inject({ method: "POST", url: "/api/auth/sign-in/email", payload });
  }

  async function signUp(name: string, fields: object = {}): Promise<TestUser> {
    const email = `${name}@example.org`;
    const password = `password of ${name}`;
    const answer = await app.inject({
      method: "POST",
      url: "/api/auth/sign-up/email",
      payload: { name, email, password, ...fields },
    });
    if (answer.statusCode !== 200) throw new Error(`sign-up: ${answer.body}`);
    const { token } = answer.json<{ token: string | null }>();
    const signedIn = token === null ? await confirm(email, password) : answer;
    const cookie = signedIn.cookies
      .map((one) => `${one.name}=${encodeURIComponent(one.value)}`)
      .join("; ");
    const user: { user: { id: string } } = signedIn.json();
    return {
      id: user.user.id,
      email,
      password,
      cookie,
      request: (method, path, body, headers = {}) =>
        app.inject({
          method: method ?? "GET",
          url: path.startsWith("/api/") ? path : `/api/v1${path}`,
          headers: { cookie, ...headers },
          ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
          ...(body === undefined
            ? {}
            : { headers: { cookie, "content-type": "application/json", ...headers } }),
        }),
    };
  }

  const ann = beside?.ann ?? (await signUp("ann"));
  const bob = beside?.bob ?? (await signUp("bob"));
  return {
    app,
    internal,
    pool,
    databaseUrl,
    ann,
    bob,
    signUp,
    close: async () => {
      await app.close();
      await authenticator.close();
      await database?.drop();
    },
  };
}
