import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { postSafely } from "./post-safely.ts";
import { createPublicLookup, type Resolve } from "./public-lookup.ts";

let server: Server;
let port: number;
let taken: string[];

beforeEach(async () => {
  taken = [];
  server = createServer((request, response) => {
    taken.push(request.url ?? "");
    if (request.url === "/moved") response.writeHead(302, { location: "/secret" });
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const post = (url: string) => ({ url, headers: {}, body: "{}" });

/** A name server that knows one name. */
function answers(addresses: string[]): Resolve {
  const all = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return (_hostname, _options, callback) => callback(null, all);
}

test.each([
  ["leads here", ["127.0.0.1"]],
  ["leads here among other places", ["8.8.8.8", "127.0.0.1"]],
  ["leads here by IPv6", ["::ffff:127.0.0.1"]],
])("a name that %s is not called", async (_what, addresses) => {
  const sent = postSafely(post(`http://somewhere.example:${port}/`), {
    allowPrivate: false,
    resolve: answers(addresses),
  });
  await expect(sent).rejects.toThrow("private network");
  expect(taken).toEqual([]);
});

test("the connection is made to what was looked at, without another question", async () => {
  const questions: string[] = [];
  const lookup = createPublicLookup((hostname, _options, callback) => {
    questions.push(hostname);
    callback(null, [{ address: questions.length === 1 ? "8.8.8.8" : "127.0.0.1", family: 4 }]);
  });
  const connected = await new Promise((fulfil) => {
    lookup("somewhere.example", { all: true }, (_error, addresses) => fulfil(addresses));
  });
  expect(connected).toEqual([{ address: "8.8.8.8", family: 4 }]);
  expect(questions).toEqual(["somewhere.example"]);
});

test("a redirect is an answer, and is not followed", async () => {
  const sent = postSafely(post(`http://127.0.0.1:${port}/moved`), { allowPrivate: true });
  await expect(sent).rejects.toMatchObject({ status: 302 });
  expect(taken).toEqual(["/moved"]);
});
