import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import { ConfigError } from "../config.ts";
import { createLogger } from "../logging.ts";
import { readSecrets } from "./read-secrets.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

type Answer = { status: number; body?: unknown };

async function startSidecar(answer: (request: IncomingMessage) => Answer): Promise<string> {
  const server = createServer((request, response) => {
    const { status, body } = answer(request);
    response.writeHead(status).end(body === undefined ? "" : JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => server.close());
  const address = server.address();
  return String(typeof address === "object" && address ? address.port : 0);
}

const log = createLogger("test", "silent");
const quick = { log, patienceMs: 0, pauseMs: 1 };

test("settings come from every secret that is named, and the environment goes before them", async () => {
  const port = await startSidecar(({ url, headers }) => {
    if (headers["dapr-api-token"] !== "a token of the sidecar") return { status: 401 };
    const name = url?.split("/").at(-1);
    if (name === "services")
      return { status: 200, body: { DATABASE_URL: "secret", LOG_LEVEL: "error" } };
    return { status: 200, body: { PAKAURA_SECRET: "another" } };
  });
  const env = {
    SECRETS: "services, sessions",
    DAPR_HTTP_PORT: port,
    DAPR_API_TOKEN: "a token of the sidecar",
    LOG_LEVEL: "info",
  };
  expect(await readSecrets(env, quick)).toEqual({
    ...env,
    DATABASE_URL: "secret",
    PAKAURA_SECRET: "another",
  });
});

test("a sidecar that cannot give it yet is asked again", async () => {
  let times = 0;
  const port = await startSidecar(() =>
    ++times < 3 ? { status: 500 } : { status: 200, body: { DATABASE_URL: "secret" } },
  );
  const env = { SECRETS: "services", DAPR_HTTP_PORT: port };
  const read = await readSecrets(env, { ...quick, patienceMs: 10_000 });
  expect(read["DATABASE_URL"]).toBe("secret");
});

test("a secret that is not given ends the start, with its name and what the store said", async () => {
  const port = await startSidecar(() => ({ status: 500, body: { message: "forbidden" } }));
  const reading = readSecrets({ SECRETS: "services", DAPR_HTTP_PORT: port }, quick);
  await expect(reading).rejects.toThrow(ConfigError);
  await expect(reading).rejects.toThrow(/services: 500 .*forbidden/);
});

test("without a name nobody is asked", async () => {
  const env = { LOG_LEVEL: "info" };
  expect(await readSecrets(env, quick)).toBe(env);
});

test("names without a sidecar are refused", async () => {
  await expect(readSecrets({ SECRETS: "services" }, quick)).rejects.toThrow("DAPR_HTTP_PORT");
});
