import { afterAll, beforeAll, expect, test } from "vitest";
import { askRaw } from "./ask-raw.fixture.ts";
import { createApp } from "./create-app.ts";
import { createLogger } from "./logging.ts";
import { createMetrics } from "./metrics.ts";
import { readTrustProxy } from "./trust-proxy.ts";

const log = createLogger("test", "silent");
const trustProxy = readTrustProxy("loopback");
const app = createApp({ log, name: "test", metrics: createMetrics(), trustProxy });
let port = 0;

beforeAll(async () => {
  app.get("/who", async ({ host, protocol }) => ({ host, protocol }));
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => app.close());

const ask = (lines: string[], version = "1.1") =>
  askRaw(port, [`GET /who HTTP/${version}`, ...lines, "Connection: close"]);

const oddHosts = [
  "",
  " ",
  "a@b",
  "user:secret@localhost",
  "a b",
  "localhost:99999",
  "localhost:-1",
  "localhost:http",
  "localhost:80:80",
  "k\u00fcche.example",
  "%6cocalhost",
  "localhost/path",
  "localhost?x",
  "localhost#x",
  "local\\host",
  "http://localhost",
  "a,b",
  "[::1",
  "[localhost]",
  "::1",
  "999.1.1.1",
  "<script>",
  "x".repeat(300),
  "a.".repeat(4_000),
];

test.each(oddHosts)("the Host %j is refused", async (host) => {
  const { status, body } = await ask([`Host: ${host}`]);
  expect(status, body).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ code: "bad_request" });
});

test("two hosts are refused, and none", async () => {
  expect((await ask(["Host: localhost", "Host: localhost"])).status).toBe(400);
  expect((await ask(["Host: localhost", "host: evil.example"])).status).toBe(400);
  expect((await ask([])).status).toBe(400);
  expect((await ask([], "1.0")).status).toBe(200);
});

test.each(oddHosts.slice(2))("so is the X-Forwarded-Host %j of a proxy", async (host) => {
  // Of a list, the last one is the proxy's own.
  if (host.includes(",")) return;
  const { status, body } = await ask(["Host: localhost", `X-Forwarded-Host: ${host}`]);
  expect(status, body).toBe(400);
});

test.each(["ftp", "javascript", "https:", "http://x", "\u00fc"])(
  "so is the X-Forwarded-Proto %j",
  async (protocol) => {
    const { status, body } = await ask(["Host: localhost", `X-Forwarded-Proto: ${protocol}`]);
    expect(status, body).toBe(400);
  },
);

test.each([
  "localhost",
  "localhost:3000",
  "127.0.0.1:80",
  "[::1]:3000",
  "[2001:db8::1]",
  "Tasks.Example.ORG",
  "web_server:3000",
  "example.org.",
  "xn--kche-0ra.example",
])("the Host %s is one", async (host) => {
  const { status, body } = await ask([`Host: ${host}`]);
  expect([status, JSON.parse(body)]).toEqual([200, { host, protocol: "http" }]);
});
