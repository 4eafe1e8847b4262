import { createServer, request as ask, type IncomingMessage, type Server } from "node:http";
import { connect } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct, temporaryFolder } from "@pakaura/tests/product";
import { enter, newPerson } from "./smoke-person.ts";
import { smokeTest } from "./smoke-test.ts";

let product: Product;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  product = await startProduct({ dataDirectory: folder.path });
});
afterAll(async () => {
  await product.stop();
  await folder.remove();
});

type Fault = (request: IncomingMessage) => number | "nothing" | "empty page" | undefined;
const emptyPage = { items: [], page: 1, per_page: 20, total: 0, next_cursor: null };

/** The running Pakaura behind a proxy that answers some requests itself, or leaves them without an answer. */
async function withFault(fault: Fault): Promise<{ url: string; server: Server; seen: string[] }> {
  const { port } = new URL(product.url);
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const kind = fault(request);
    if (typeof kind === "number") response.writeHead(kind).end("broken");
    if (kind === "empty page") response.end(JSON.stringify(emptyPage));
    if (kind !== undefined) return;
    const { method, url: path, headers } = request;
    const onward = ask({ port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on("upgrade", (request, socket, head) => {
    if (fault(request) !== undefined) return;
    const onward = connect(Number(port), "127.0.0.1", () => {
      const lines = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value) => `${name}: ${value}`),
      );
      onward.write([`GET ${request.url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const own = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${own}`, server, seen };
}

test("a new user does what users do first, and leaves nothing", async () => {
  const said: string[] = [];
  await smokeTest(product.url, { say: (line) => said.push(line) });
  expect(said).toEqual([
    "registered",
    "added a task with a date and a tag",
    "found the event in the log",
    "saw it in the second session",
    "left, and took everything along",
  ]);
});

test("where new accounts want a mail to be opened, somebody comes who is known", async () => {
  const person = newPerson();
  await enter(product.url, "sign-up", person);
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  await smokeTest(product.url, { account: person, say });
  expect(said[0]).toBe("signed in");
  expect(said.at(-1)).toBe("signed out");
  const cookie = await enter(product.url, "sign-in", person);
  const answer = await fetch(`${product.url}/api/v1/tasks`, { headers: { cookie } });
  expect(await answer.json()).toMatchObject({ total: 0 });
});

const at = (method: string, path: RegExp) => (request: IncomingMessage) =>
  request.method === method && path.test(request.url ?? "");

test.each([
  [
    "nobody can register",
    at("POST", /sign-up/),
    500,
    /POST \/api\/auth\/sign-up\/email answered 500/,
  ],
  ["nobody can sign in", at("POST", /sign-in/), 503, /sign-in\/email answered 503/],
  ["tasks are refused", at("POST", /\/tasks$/), 500, /POST \/api\/v1\/tasks answered 500/],
  ["the log is away", at("GET", /\/activity/), 404, /activity answered 404/],
  ["the log stays empty", at("GET", /\/activity/), "empty page", /not in the log within 500 ms/],
  ["the socket stays silent", at("GET", /^\/ws/), "nothing", /not greeted within 500 ms/],
  ["nobody can leave", at("POST", /delete-user/), 500, /delete-user answered 500/],
] as const)("it fails where %s, and says so", async (_what, fits, kind, why) => {
  const { url, server, seen } = await withFault((request) => (fits(request) ? kind : undefined));
  try {
    await expect(smokeTest(url, { patienceMs: 500 })).rejects.toThrow(why);
    // Who had registered has left.
    if (!/sign-up/.test(String(why))) expect(seen).toContain("POST /api/auth/delete-user");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
