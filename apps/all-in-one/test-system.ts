import { randomBytes } from "node:crypto";
import { createTestDatabase } from "@pakaura/database/test-database";
import { createLogger } from "@pakaura/service/logging";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { readSettings } from "./config.ts";
import { createListeners } from "./listeners.ts";
import { createServices } from "./services.ts";

export type TestSystem = Awaited<ReturnType<typeof startTestSystem>>;

/** Somebody who is signed in from here on, and requests in their name. */
async function signUpAt(open: FastifyInstance, name: string) {
  const email = `${name}-${randomBytes(4).toString("hex")}@example.org`;
  const signedUp = await open.inject({
    method: "POST",
    url: "/api/auth/sign-up/email",
    payload: { name, email, password: `password of ${name}` },
  });
  const cookie = signedUp.cookies
    .map((one) => `${one.name}=${encodeURIComponent(one.value)}`)
    .join("; ");

  /** Sends a request of theirs, and gives the answer's JSON. */
  async function post(
    path: string,
    payload: object = {},
    headers: Record<string, string> = {},
    method: "POST" | "PATCH" = "POST",
  ) {
    const request = { method, url: `/api/v1${path}`, payload } as const;
    const answer = await open.inject({ ...request, headers: { cookie, ...headers } });
    return answer.json<{ id: string }>();
  }
  /** Changes something of theirs. */
  const patch = (path: string, payload: object) => post(path, payload, {}, "PATCH");
  /** Reads something of theirs. */
  async function get(path: string): Promise<unknown> {
    return (await open.inject({ url: `/api/v1${path}`, headers: { cookie } })).json();
  }
  return { cookie, post, patch, get };
}

/** Every service on a database of its own, without a port, and somebody who is signed in. */
export async function startTestSystem(
  logOf: (service: string) => Logger = () => createLogger("test", "silent"),
  env: Record<string, string> = {},
) {
  const database = await createTestDatabase();
  const { pool, url } = database;
  const secrets = { session: randomBytes(32).toString("hex") };
  const settings = readSettings({ PORT: "0", INTERNAL_PORT: "0", ...env });
  const { services, platform, close } = createServices({
    settings,
    logOf,
    pool,
    databaseUrl: url,
    secrets,
  });
  const apps = new Map<string, FastifyInstance>();
  const { open, internal } = await createListeners({
    settings,
    logOf,
    pool,
    services,
    platform: {
      ...platform,
      attach(service, app) {
        apps.set(service.name, app);
        platform.attach(service, app);
      },
    },
    webAppFolder: null,
    operatorToken: secrets.session,
    restore: () => Promise.resolve(),
  });
  await platform.start();
  const { cookie, post, patch } = await signUpAt(open, "ann");

  async function stop(): Promise<void> {
    await open.close();
    await internal.close();
    await platform.stop();
    await close();
    await database.drop();
  }
  /** What the platform delivers to: the routes of one service. */
  function appOf(service: string): FastifyInstance {
    const app = apps.get(service);
    if (!app) throw new Error(`There is no service ${service}`);
    return app;
  }
  /** Somebody else. */
  const signUp = (name: string) => signUpAt(open, name);
  return { pool, open, internal, appOf, platform, cookie, post, patch, signUp, stop };
}
