import { request } from "node:http";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createInternalApp } from "./internal-app.ts";
import { createLogger } from "./logging.ts";
import { listenOn } from "./port-in-use.ts";

let app: FastifyInstance;
let host: string;

beforeEach(async () => {
  app = createInternalApp({ log: createLogger("test", "silent") });
  app.get("/metrics", async () => "up 1");
  app.post("/operators", async () => "done");
  const address = { variable: "INTERNAL_PORT", host: "127.0.0.1", port: 0 } as const;
  host = `127.0.0.1:${await listenOn(app, address)}`;
});
afterEach(() => app.close());

/** The status of an answer over a real socket, where headers are what the sender writes. */
function ask(headers: Record<string, string>, path = "/metrics"): Promise<number | undefined> {
  const port = Number(host.split(":")[1]);
  return new Promise((resolve, reject) => {
    const method = path === "/operators" ? "POST" : "GET";
    const sent = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject).end();
  });
}

test.each(["/metrics", "/operators", "/nothing"])(
  "%s does not answer to a name that somebody made to lead here",
  async (path) => {
    expect(await ask({ host }, path)).toBe(path === "/nothing" ? 404 : 200);
    expect(await ask({ host: host.replace("127.0.0.1", "evil.example") }, path)).toBe(403);
    expect(await ask({ host: "127.0.0.1:1" }, path)).toBe(403);
  },
);

test("no page in a browser is answered, whoever's it is", async () => {
  for (const origin of ["https://evil.example", "null", "", `http://${host}`])
    expect(await ask({ host, origin }), origin).toBe(403);
  for (const site of ["cross-site", "same-site", "same-origin"])
    expect(await ask({ host, "sec-fetch-site": site }), site).toBe(403);
  // Somebody typed the address.
  expect(await ask({ host, "sec-fetch-site": "none" })).toBe(200);
});
