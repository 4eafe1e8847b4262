import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { readConfig } from "@pakaura/service/config";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { webServerSettings } from "./config.ts";
import { createWebServer } from "./create-web-server.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function webAppFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "pakaura-web-"));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }));
  writeFileSync(join(path, "index.html"), "<title>Pakaura</title>");
  return path;
}

type Answer = (request: IncomingMessage, body: string) => { status?: number; text: string };

/** A replica that answers as `answer` says; what it is asked is kept. */
async function startReplica(answer: Answer = () => ({ text: "ok" }), port = 0) {
  const asked: string[] = [];
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (!request.url?.startsWith("/health")) asked.push(`${request.method} ${request.url}`);
    const { status = 200, text: said } = answer(request, body);
    response.writeHead(status, { "x-from": "replica" }).end(said);
  }
  const server: Server = createServer((request, response) => void handle(request, response));
  const sockets = new WebSocketServer({ server, path: "/ws" });
  sockets.on("connection", (socket) => {
    socket.on("message", (bytes: Buffer) => socket.send(`heard ${bytes.toString()}`));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : 0;
  const stop = async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
    if (server.listening) await once(server, "close");
  };
  cleanUps.push(stop);
  return { url: `http://127.0.0.1:${bound}`, port: bound, asked, stop };
}

const start = async (env: Record<string, string>) => (await startWhole(env)).url;

async function startWhole(env: Record<string, string>) {
  const config = readConfig(webServerSettings, { WEB_APP_FOLDER: webAppFolder(), ...env });
  const { open, internal, drain } = await createWebServer(config, createLogger("test", "silent"));
  cleanUps.push(async () => {
    await open.close();
    await internal.close();
  });
  return { url: await open.listen({ host: "127.0.0.1", port: 0 }), drain };
}

test("serves the web app, and its page for the addresses of the app's own router", async () => {
  const url = await start({});
  for (const path of ["/", "/tasks/1"]) {
    const answer = await fetch(`${url}${path}`, { headers: { accept: "text/html" } });
    expect(await answer.text()).toContain("Pakaura");
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  }
  const ofPrograms = ["/api/v1/tasks", "/API/v1/tasks", "/Ws", "/mcp", "/.well-known/oauth-x"];
  for (const path of ofPrograms) {
    expect((await fetch(`${url}${path}`)).status).toBe(404);
  }
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
});

test("passes requests on as they are, and tells who asked", async () => {
  const api = await startReplica(({ method, headers }, body) => ({
    status: 201,
    text: JSON.stringify({ method, body, host: headers.host, from: headers["x-forwarded-for"] }),
  }));
  const url = await start({ API_URL: api.url });
  const answer = await fetch(`${url}/api/v1/tasks?page=2`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": "8.8.8.8" },
    body: '{"title":"Tea"}',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get("x-from")).toBe("replica");
  expect(await answer.json()).toEqual({
    method: "POST",
    body: '{"title":"Tea"}',
    host: new URL(url).host,
    from: "127.0.0.1",
  });
  expect(api.asked).toEqual(["POST /api/v1/tasks?page=2"]);
});

test.each([
  "/mcp",
  "/.well-known/oauth-authorization-server",
  "/.well-known/oauth-authorization-server/api/auth",
  "/.well-known/oauth-protected-resource/mcp",
])("what assistants of others look for is the API's: %s", async (path) => {
  const api = await startReplica();
  const url = await start({ API_URL: api.url });
  expect((await fetch(`${url}${path}`)).status).toBe(200);
  expect(api.asked).toEqual([`GET ${path}`]);
});

test("an answer that comes in parts is passed on as it comes", async () => {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write("data: first\n\n");
    waiting.push(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const url = await start({ API_URL: `http://127.0.0.1:${port}` });
  const answer = await fetch(`${url}/mcp`, { method: "POST", body: "{}" });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("data: first\n\n");
  for (const response of waiting) response.end("data: second\n\n");
  expect((await reader?.read())?.value).toBe("data: second\n\n");
});

test("a service hears of the client what the proxies in front are believed, and nothing else", async () => {
  const api = await startReplica(({ headers }) => ({
    text: JSON.stringify([
      headers["x-forwarded-for"],
      headers["x-forwarded-proto"],
      headers["x-forwarded-host"],
    ]),
  }));
  const headers = {
    "x-forwarded-for": "6.6.6.6, 203.0.113.7",
    "x-forwarded-proto": "http, https",
    "x-forwarded-host": "evil.example, tasks.example.org",
  };
  const heard = async (setting: string) => {
    const url = await start({ API_URL: api.url, TRUST_PROXY: setting });
    const answer: unknown = await (await fetch(`${url}/api/v1/tasks`, { headers })).json();
    return { answer, host: new URL(url).host };
  };
  for (const setting of ["true", "1", "loopback"]) {
    const { answer } = await heard(setting);
    expect(answer).toEqual(["203.0.113.7", "https", "tasks.example.org"]);
  }
  for (const setting of ["false", "10.0.0.0/8"]) {
    const { answer, host } = await heard(setting);
    expect(answer).toEqual(["127.0.0.1", "http", host]);
  }
});

test("a socket's service hears the same", async () => {
  const gateway = createServer();
  const heard: unknown[] = [];
  gateway.on("upgrade", (request, socket) => {
    heard.push(request.headers["x-forwarded-for"]);
    socket.destroy();
  });
  gateway.listen(0, "127.0.0.1");
  await once(gateway, "listening");
  cleanUps.push(() => gateway.close());
  const address = gateway.address();
  const port = typeof address === "object" && address ? address.port : 0;
  for (const setting of ["false", "true"]) {
    const env = { GATEWAY_URL: `http://127.0.0.1:${port}`, TRUST_PROXY: setting };
    const url = await start(env);
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.7" };
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, { headers });
    await once(socket, "error");
  }
  expect(heard).toEqual(["127.0.0.1", "203.0.113.7"]);
});

test.each([
  "/api/auth/./sign-in/email",
  "/api//v1/tasks",
  "/api/%61uth/get-session",
  "/api/v1%2ftasks",
])("another spelling of an address is passed on to nobody: %s", async (path) => {
  const api = await startReplica();
  const url = new URL(await start({ API_URL: api.url }));
  const socket = connect({ host: url.hostname, port: Number(url.port) });
  socket.end(`GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toContain("HTTP/1.1 404 ");
  expect(api.asked).toEqual([]);
});

test("a body of any kind and size arrives whole", async () => {
  const api = await startReplica((_request, body) => ({ text: String(body.length) }));
  const url = await start({ API_URL: api.url });
  for (const length of [0, 10, 3_000_000]) {
    const headers = { "content-type": "text/csv" };
    const request = { method: "POST", headers, body: "x".repeat(length) };
    const answer = await fetch(`${url}/api/v1/import`, request);
    expect(await answer.text()).toBe(String(length));
  }
});

test("replicas take turns, and one that is away is skipped until it is back", async () => {
  const [first, second] = [await startReplica(), await startReplica()];
  const url = await start({ API_URL: `${first.url}, ${second.url}/` });
  const post = async () => {
    const headers = { "idempotency-key": crypto.randomUUID() };
    const answer = await fetch(`${url}/api/v1/tasks`, { method: "POST", headers, body: "x" });
    expect(answer.status).toBe(200);
  };
  for (let count = 0; count < 4; count += 1) await post();
  expect([first.asked.length, second.asked.length]).toEqual([2, 2]);

  await second.stop();
  for (let count = 0; count < 4; count += 1) await post();
  expect(first.asked).toHaveLength(6);

  const back = await startReplica(undefined, second.port);
  await vi.waitFor(
    async () => {
      await post();
      expect(back.asked.length).toBeGreaterThan(0);
    },
    { timeout: 30_000 },
  );
});

/** A program that has stopped, with as many connections waiting as the system keeps for it: it takes no more. */
async function startFull() {
  const code = `require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, function () {
    process.stdout.write(String(this.address().port));
  })`;
  const program = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [said]: unknown[] = await once(program.stdout, "data");
  program.kill("SIGSTOP");
  const port = Number(String(said));
  const waiting = Array.from({ length: 8 }, () => connect(port, "127.0.0.1"));
  for (const socket of waiting) socket.on("error", () => undefined);
  cleanUps.push(async () => {
    for (const socket of waiting) socket.destroy();
    program.kill("SIGKILL");
    await once(program, "exit");
  });
  await vi.waitFor(() => expect(waiting.some(({ connecting }) => !connecting)).toBe(true));
  return `http://127.0.0.1:${port}`;
}

test("a replica that takes no connection, and refuses none, is skipped", async () => {
  const full = await startFull();
  const other = await startReplica();
  const url = await start({ API_URL: `${full},${other.url}` });
  // Without a key, too: nothing of it has arrived anywhere.
  const answer = await fetch(`${url}/api/v1/tasks`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(200);
  expect(other.asked).toEqual(["POST /api/v1/tasks"]);
});

test("the only address that takes no connection is tried once more", async () => {
  const url = await start({ API_URL: await startFull() });
  const answer = await fetch(`${url}/api/v1/tasks`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("1");
});

test("what may have had an effect is not sent again", async () => {
  const first = await startReplica(({ socket }) => {
    socket.destroy();
    return { text: "lost" };
  });
  const second = await startReplica();
  const url = await start({ API_URL: `${first.url},${second.url}` });
  const answer = await fetch(`${url}/api/v1/tasks`, { method: "POST", body: "x" });
  expect(answer.status).toBe(503);
  expect(first.asked).toHaveLength(1);
  expect(second.asked).toEqual([]);
});

test("while no replica answers, the client hears when to come again", async () => {
  const api = await startReplica();
  await api.stop();
  const url = await start({ API_URL: api.url });
  const answer = await fetch(`${url}/api/v1/tasks`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(await answer.json()).toMatchObject({ code: "unavailable" });
  expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
});

test("sockets and event streams go to the gateway, also when its first replica is away", async () => {
  const [gone, gateway, api] = [await startReplica(), await startReplica(), await startReplica()];
  await gone.stop();
  const url = await start({ GATEWAY_URL: `${gone.url},${gateway.url}`, API_URL: api.url });
  for (let count = 0; count < 2; count += 1) {
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
    cleanUps.push(() => socket.terminate());
    await once(socket, "open");
    socket.send("hello");
    const [bytes] = (await once(socket, "message")) as [Buffer];
    expect(bytes.toString()).toBe("heard hello");
  }
  await fetch(`${url}/api/v1/events/stream`);
  await fetch(`${url}/api/v1/events`);
  expect(gateway.asked).toEqual(["GET /api/v1/events/stream"]);
  expect(api.asked).toEqual(["GET /api/v1/events"]);
});

test("a socket is refused properly while no gateway answers", async () => {
  const gateway = await startReplica();
  await gateway.stop();
  const url = await start({ GATEWAY_URL: gateway.url });
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
  const [error] = (await once(socket, "error")) as [Error];
  expect(error.message).toContain("503");
});

test("an address that is none is named", () => {
  expect(() => readConfig(webServerSettings, { API_URL: "api:3000" })).toThrow("API_URL: got");
});

test("keeps connections whatever replicas do with theirs, until it is to end itself", async () => {
  const replica = await startReplica();
  const { url, drain } = await startWhole({ API_URL: replica.url });
  const connections = async () => {
    const answers = await Promise.all(["/", "/api/v1/tasks"].map((path) => fetch(`${url}${path}`)));
    return answers.map(({ headers }) => headers.get("connection"));
  };
  expect(await connections()).toEqual(["keep-alive", "keep-alive"]);
  await drain.begin();
  expect(await connections()).toEqual(["close", "close"]);
});
