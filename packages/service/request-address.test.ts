import { afterAll, beforeAll, expect, test } from "vitest";
import { askRaw } from "./ask-raw.fixture.ts";
import { createApp } from "./create-app.ts";
import { createLogger } from "./logging.ts";
import { createMetrics } from "./metrics.ts";

const log = createLogger("test", "silent");
const app = createApp({ log, name: "test", metrics: createMetrics() });
let port = 0;

beforeAll(async () => {
  app.post("/api/auth/*", async ({ url }) => ({ url }));
  app.post("/api/tags/:name", async ({ params }) => params);
  // As the web app, which has a page for every address that nothing else has.
  app.get("/*", async ({ url }) => ({ page: url }));
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => app.close());

const ask = (target: string, method = "POST") =>
  askRaw(port, [`${method} ${target} HTTP/1.1`, "Host: localhost", "Connection: close"]);

const otherSpellings = [
  "/api/auth/./sign-in/email",
  "/api/auth/x/../sign-in/email",
  "/api/auth/sign-in/./email",
  "/api/auth/sign-in/email/.",
  "/api/auth/sign-in/email/..",
  "/api/auth//sign-in/email",
  "//api/auth/sign-in/email",
  "/api//auth/sign-in/email",
  "/api/auth/sign-in//email",
  "/api/auth/%2e/sign-in/email",
  "/api/auth/x/%2E%2e/sign-in/email",
  "/api/auth/sign-in%2femail",
  "/api/auth/sign-in%2Femail",
  "/api%2fauth/sign-in/email",
  "/api/auth/sign-in%5cemail",
  "/api/auth/sign-in\\email",
  "/api\\auth/sign-in/email",
  "/api/auth/%73ign-in/email",
  "/api/auth/sign%2Din/email",
  "/api/auth/sign-in/emai%6C",
  "/%61pi/auth/sign-in/email",
  "/api/auth/sign-in/email%00",
  "/api/auth/sign-in/email%0a",
  "/api/auth/sign-in/email%7f",
  "/api/auth/sign-in/email#x",
  "http://localhost/api/auth/sign-in/email",
  "HTTP://LOCALHOST/api/auth/sign-in/email",
  "https://evil.example/api/auth/sign-in/email",
  "/API/auth/sign-in/email",
  "/api/AUTH/sign-in/email",
];

test.each(otherSpellings)("another spelling of an address is nowhere: %s", async (target) => {
  const { status, body } = await ask(target);
  expect(status, body).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ code: "not_found" });
});

test.each(["/./tasks", "//tasks", "/x/../api/tags/a", "/%74asks", "/a\\b", "/%2e%2e/secret"])(
  "the page of the web app is not at %s either",
  async (target) => {
    expect((await ask(target, "GET")).status).toBe(404);
  },
);

test("what has to be encoded is still read", async () => {
  const names = {
    "k%C3%BCche": "küche",
    "k%c3%bcche": "küche",
    "%E4%BB%95%E4%BA%8B": "仕事",
    "a%20b": "a b",
    "a%25b": "a%b",
    "a%3Fb%23c": "a?b#c",
    "a%3Bb%40c": "a;b@c",
    "a..b": "a..b",
    "..a": "..a",
    "~a!$&'()*+,;=:@": "~a!$&'()*+,;=:@",
  };
  for (const [written, name] of Object.entries(names)) {
    const { status, body } = await ask(`/api/tags/${written}`);
    expect([status, JSON.parse(body)]).toEqual([200, { name }]);
  }
});

test("what stands in a query means nothing to the path", async () => {
  const target = "/api/auth/sign-in/email?next=/../%2f//x%2e%5c";
  expect(JSON.parse((await ask(target)).body)).toEqual({ url: target });
});
