import { connect } from "node:net";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createApp } from "./create-app.ts";
import { createLogger } from "./logging.ts";
import { createMetrics } from "./metrics.ts";
import { Problem } from "./problem.ts";
import { readTrustProxy } from "./trust-proxy.ts";

const metrics = createMetrics();
let app: FastifyInstance;

beforeEach(() => {
  app = createApp({ log: createLogger("test", "silent"), name: "test", metrics });
  app.get("/things/:id", async (request) => ({ id: request.id, traceparent: request.traceparent }));
  app.post("/things", async (request) => ({ got: request.body ?? null }));
  app.get("/limited", async () => {
    throw new Problem("rate_limited", "Slow down", { headers: { "retry-after": "7" } });
  });
  app.get("/broken", async () => {
    throw new Error("the password is hunter2");
  });
  app.get("/no-database", async () => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  });
  app.get("/bad-data", async () => {
    throw new Error("query failed", { cause: Object.assign(new Error("NUL"), { code: "22021" }) });
  });
});
afterEach(() => app.close());

/** As deep as a body has room for. */
const deep = (open: string, close: string) => `${open.repeat(80_000)}1${close.repeat(80_000)}`;

function post(payload: string, contentType = "application/json") {
  return app.inject({
    method: "POST",
    url: "/things",
    payload,
    headers: { "content-type": contentType },
  });
}

describe("problem responses", () => {
  test.each([
    ["an unknown path", "GET", "/nothing", 404, "not_found"],
    ["a wrong method", "DELETE", "/things/1", 405, "method_not_allowed"],
    ["an odd method", "PROPFIND", "/things/1", 405, "method_not_allowed"],
    ["a method that wants a body", "QUERY", "/things/1", 405, "method_not_allowed"],
    ["malformed percent-encoding", "GET", "/things/%zz", 400, "bad_request"],
    ["a NUL in the path", "GET", "/things/a%00b", 404, "not_found"],
    ["a NUL in the query", "GET", "/things/a?b=%00", 400, "bad_request"],
    ["an over-long address", "GET", `/nothing?q=${"a".repeat(9_000)}`, 414, "uri_too_long"],
    ["an over-long path part", "GET", `/things/${"a".repeat(2_000)}`, 414, "uri_too_long"],
    ["a problem with headers", "GET", "/limited", 429, "rate_limited"],
    ["an unknown error", "GET", "/broken", 500, "internal_error"],
    ["a database that is away", "GET", "/no-database", 503, "unavailable"],
    ["a value that the database refuses", "GET", "/bad-data", 422, "validation_failed"],
  ] as const)("%s is answered as a problem", async (_what, method, url, status, code) => {
    // `inject` types only the usual methods.
    const answer = await app.inject({ method: method as "GET", url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toMatchObject({
      status,
      code,
      correlation_id: answer.headers["x-correlation-id"],
    });
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.body).not.toContain("hunter2");
  });

  test.each([
    ["JSON that ends early", '{"a":', "application/json", 400, "invalid_json"],
    ["objects in each other", deep('{"a":', "}"), "application/json", 400, "invalid_json"],
    ["lists in each other", deep("[", "]"), "application/json", 400, "invalid_json"],
    ["a __proto__ key", '{"__proto__":{"admin":true}}', "application/json", 400, "invalid_json"],
    [
      "another media type",
      "a=1",
      "application/x-www-form-urlencoded",
      415,
      "unsupported_media_type",
    ],
    ["a nonsense media type", "a=1", "///", 415, "unsupported_media_type"],
    [
      "more than a megabyte",
      `"${"a".repeat(1_048_576)}"`,
      "application/json",
      413,
      "body_too_large",
    ],
  ] as const)("a body of %s is refused", async (_what, payload, contentType, status, code) => {
    const answer = await post(payload, contentType);
    expect(answer.json()).toMatchObject({ status, code });
  });

  test("a body that is too large is answered before its end, and the connection goes on", async () => {
    const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
    const socket = connect(Number(port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    const size = 8 * 1_048_576;
    const type = "content-type: application/json";
    socket.write(`POST /things HTTP/1.1\r\nhost: x\r\n${type}\r\ncontent-length: ${size}\r\n\r\n`);
    let answered = "";
    socket.setEncoding("utf8").on("data", (text: string) => (answered += text));
    await expect.poll(() => answered).toContain("body_too_large");
    await promisify((text: string, done: () => void) => socket.write(text, done))("1".repeat(size));
    answered = "";
    socket.write("GET /things/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await expect.poll(() => answered).toContain("200 OK");
  });

  test("says which methods a path has", async () => {
    const answer = await app.inject({ method: "PUT", url: "/things/1" });
    expect(answer.headers.allow).toBe("GET, HEAD, OPTIONS");
  });

  test("carries Retry-After", async () => {
    expect((await app.inject("/limited")).headers["retry-after"]).toBe("7");
    expect((await app.inject("/no-database")).headers["retry-after"]).toBe("1");
  });
});

test("OPTIONS answers the methods, HEAD the headers alone", async () => {
  const options = await app.inject({ method: "OPTIONS", url: "/things" });
  expect([options.statusCode, options.headers.allow]).toEqual([204, "OPTIONS, POST"]);
  const head = await app.inject({ method: "HEAD", url: "/things/1" });
  expect([head.statusCode, head.body]).toEqual([200, ""]);
});

test.each([
  ["GET", "/nothing", 404, "not_found"],
  ["GET", "/things", 405, "method_not_allowed"],
] as const)(
  "%s %s is a problem beside a route that takes every path",
  async (method, url, status, code) => {
    app.get("/*", async (_request, reply) => reply.callNotFound());
    const answer = await app.inject({ method, url });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  },
);

test("an empty JSON body is no body", async () => {
  expect((await post("")).json()).toEqual({ got: null });
});

test("brackets in text are no depth", async () => {
  const body = { a: [{ text: `\\"${"[{".repeat(100)}` }], "{[": "]}" };
  expect((await post(JSON.stringify(body))).json()).toEqual({ got: body });
});

test("keeps a valid correlation id and replaces an invalid one", async () => {
  const kept = await app.inject({ url: "/things/1", headers: { "x-correlation-id": "abc-1.2_3" } });
  expect(kept.headers["x-correlation-id"]).toBe("abc-1.2_3");
  expect(kept.json()).toMatchObject({ id: "abc-1.2_3" });
  const replaced = await app.inject({
    url: "/things/1",
    headers: { "x-correlation-id": "no spaces" },
  });
  expect(replaced.headers["x-correlation-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("hands on a valid traceparent and begins a trace otherwise", async () => {
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  expect((await app.inject({ url: "/things/1", headers: { traceparent } })).json()).toMatchObject({
    traceparent,
  });
  const begun = await app.inject({ url: "/things/1", headers: { traceparent: "00-0-0-0" } });
  expect(begun.json().traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
});

test("counts requests by route", async () => {
  await app.inject("/things/1");
  expect(await metrics.registry.metrics()).toMatch(
    /http_requests_total\{service="test",method="GET",route="\/things\/:id",status="200"\} \d/,
  );
});

describe("what the HTTP parser refuses", () => {
  async function raw(text: string): Promise<string> {
    const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    const socket = connect({ port: Number(port), host: "127.0.0.1" });
    socket.end(text);
    let answer = "";
    for await (const chunk of socket) answer += String(chunk);
    return answer;
  }

  test.each([
    ["no HTTP at all", "hello\r\n\r\n", 400],
    ["an invented method", "FROBNICATE / HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    [
      "headers that are too large",
      `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ["no Host", "GET /things/1 HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ])("%s is answered as a problem", async (_what, text, status) => {
    const answer = await raw(text);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain("application/problem+json");
  });
});

test("a browser that came by HTTPS is told to come back by nothing else", async () => {
  const trustProxy = readTrustProxy("true");
  const secure = createApp({ log: createLogger("test", "silent"), name: "test", trustProxy });
  const by = (protocol: string) =>
    secure.inject({ url: "/nothing", headers: { "x-forwarded-proto": protocol } });
  expect((await by("https")).headers["strict-transport-security"]).toBe("max-age=31536000");
  expect((await by("http")).headers["strict-transport-security"]).toBeUndefined();
});

test.each(["POST", "PUT", "PATCH", "DELETE", "QUERY"] as const)(
  "%s where there is nothing is told so, whatever its body is",
  async (method) => {
    for (const [url, status] of [
      ["/nothing", 404],
      ["/limited", 405],
    ] as const) {
      for (const [type, payload] of [
        ["text/plain", "x"],
        ["application/json", "{"],
        ["application/json", `"${"x".repeat(2_000_000)}"`],
      ]) {
        const headers = { "content-type": type };
        const answer = await app.inject({ method: method as "POST", url, headers, payload });
        expect(answer.statusCode, type).toBe(status);
      }
    }
  },
);

describe("a long answer", () => {
  test.each([
    ["at once", () => "x".repeat(20_000_000)],
    ["piece by piece", () => Readable.from(Array.from({ length: 200 }, () => "x".repeat(100_000)))],
  ])("that nobody reads is cut off, when it comes %s", async (_how, answer) => {
    const slow = createApp({ log: createLogger("test", "silent"), name: "test", stalledMs: 100 });
    slow.get("/long", async (_request, reply) => reply.type("text/plain").send(answer()));
    const url = new URL(await slow.listen({ host: "127.0.0.1", port: 0 }));
    const socket = connect({ host: url.hostname, port: Number(url.port) }).pause();
    socket.write(`GET /long HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
    const connections = promisify(slow.server.getConnections.bind(slow.server));
    await vi.waitFor(async () => expect(await connections()).toBe(1), { timeout: 30_000 });
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 30_000 });
    socket.destroy();
    await slow.close();
  });

  test("arrives whole at a caller within the process", async () => {
    const long = "x".repeat(200_000);
    app.get("/long", async (_request, reply) => reply.type("text/plain").send(long));
    expect((await app.inject("/long")).body).toBe(long);
  });

  test("arrives whole at somebody who reads, and the connection goes on", async () => {
    const slow = createApp({ log: createLogger("test", "silent"), name: "test", stalledMs: 1_000 });
    slow.get("/long", async () => ({ text: "x".repeat(5_000_000) }));
    const url = await slow.listen({ host: "127.0.0.1", port: 0 });
    for (let count = 0; count < 2; count += 1)
      expect((await (await fetch(`${url}/long`)).text()).length).toBeGreaterThan(5_000_000);
    await slow.close();
  });
});
