import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressFiles } from "./compress-files.ts";
import { webAppRoutes } from "./web-app-routes.ts";

const folder = mkdtempSync(join(tmpdir(), "pakaura-web-app-"));
const script = `export const text = "${"a".repeat(4_000)}";`;
let app: FastifyInstance;
beforeAll(async () => {
  for (const name of ["assets", ".vite"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "index.html"), "<title>Pakaura</title>");
  writeFileSync(join(folder, "assets/main-abc.js"), script);
  writeFileSync(join(folder, "service-worker.js"), script);
  writeFileSync(join(folder, "manifest.webmanifest"), "{}");
  writeFileSync(join(folder, ".vite/manifest.json"), "{}");
  await compressFiles(folder);
  app = Fastify();
  await webAppRoutes(app, folder);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip", "gzip"],
  ["gzip;q=1.0, br;q=0", "gzip"],
  ["identity", undefined],
  ["", undefined],
])("for Accept-Encoding %j a file comes as %j", async (accepted, encoding) => {
  const answer = await get("/assets/main-abc.js", { "accept-encoding": accepted });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-encoding"]).toBe(encoding);
  expect(answer.headers["content-type"]).toMatch(/javascript; charset=utf-8$/);
  expect(answer.headers["vary"]).toBe("accept-encoding");
  expect(Number(answer.headers["content-length"])).toBe(answer.rawPayload.length);
  if (encoding === undefined) expect(answer.body).toBe(script);
  else expect(answer.rawPayload.length).toBeLessThan(200);
});

test("what has a hash in its name is kept for ever, and all else is asked for again", async () => {
  const hashed = await get("/assets/main-abc.js");
  expect(hashed.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  for (const path of ["/", "/service-worker.js", "/manifest.webmanifest"]) {
    expect((await get(path)).headers["cache-control"]).toBe("no-cache");
  }
  const manifest = await get("/manifest.webmanifest");
  expect(manifest.headers["content-type"]).toBe("application/manifest+json");
});

test("a file that the client has is not sent again", async () => {
  const etag = String((await get("/service-worker.js")).headers["etag"]);
  const again = await get("/service-worker.js", { "if-none-match": etag });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  expect(again.headers["cache-control"]).toBe("no-cache");
  const other = await get("/service-worker.js", { "if-none-match": 'W/"other"' });
  expect(other.statusCode).toBe(200);
});

test("HEAD answers with the headers alone", async () => {
  const answer = await app.inject({ method: "HEAD", url: "/assets/main-abc.js" });
  expect([answer.statusCode, answer.body]).toEqual([200, ""]);
  expect(answer.headers["content-length"]).toBe(String(script.length));
});

test("the page answers for every address of a person, with its policies", async () => {
  for (const path of ["/", "/tasks/1?tab=log", "/index.html"]) {
    const answer = await get(path, { accept: "text/html" });
    expect(answer.body).toContain("Pakaura");
    expect(answer.headers["content-security-policy"]).toContain("script-src 'self'");
    expect(answer.headers["referrer-policy"]).toBe("same-origin");
    expect(answer.headers["cross-origin-opener-policy"]).toBe("same-origin");
  }
});

test.each([
  "/api/v1/nothing",
  "/assets/main-old.js",
  "/.vite/manifest.json",
  "/assets/main-abc.js.br",
  "/assets/../.vite/manifest.json",
  "/%2e%2e/package.json",
])("%s is none of its files", async (path) => {
  expect((await get(path, { accept: "application/json" })).statusCode).toBe(404);
});

/** As many bytes as Node takes in headers. */
const headerBytes = 15_000;

test.each([
  ["accept-encoding", " "],
  ["accept-encoding", "a "],
  ["accept-encoding", ";q="],
  ["accept-encoding", "br;q=0,"],
  ["accept", " "],
  ["if-none-match", ' W/"'],
  ["if-none-match", ","],
  ["range", "bytes=,"],
])("%s full of %j is read", async (name, part) => {
  const value = `x${part.repeat(headerBytes / part.length)}x`;
  const { statusCode } = await get("/assets/main-abc.js", { [name]: value });
  expect(statusCode).toBe(200);
});
