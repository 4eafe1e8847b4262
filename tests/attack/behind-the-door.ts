import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";
import { ask } from "./ask.ts";
import { type Attack, expectStatus } from "./attack.ts";
import { signUp } from "./target.ts";

const forged = {
  specversion: "1.0",
  id: crypto.randomUUID(),
  type: "reminder.fired",
  source: "pakaura/notification",
  subject: crypto.randomUUID(),
  time: "2030-01-01T00:00:00Z",
  datacontenttype: "application/json",
  partitionkey: crypto.randomUUID(),
  sequence: 1,
  data: {},
};

const inside = [
  "/events/task-events",
  "/events/reminders",
  "/events/task-updates",
  "/job/prune",
  "/job/reminder-x",
  "/internal/notify",
  "/internal/reminders/settle",
  "/internal/series/settle",
];
const services = [
  "",
  "/api",
  "/audit-service",
  "/notification-service",
  "/recurring-service",
  "/websocket-gateway",
];

/** What a socket is told before it is closed. */
async function heardBy(url: string, headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, { headers });
  let heard = "";
  socket.on("message", (bytes: Buffer) => (heard += bytes.toString()));
  socket.on("error", () => undefined);
  await once(socket, "close");
  return heard;
}

export const behindTheDoor: Attack[] = [
  {
    promise:
      "Nobody forges an event, a job or a reminder: routes between services are on no listener for people",
    run: async ({ url, internalUrl }) => {
      const listeners = internalUrl === null ? [url] : [url, internalUrl];
      for (const listener of listeners)
        for (const service of services)
          for (const path of inside) {
            const answer = await ask(listener, service + path, { body: forged });
            expectStatus(answer, 400, 403, 404, 405);
          }
      return `${listeners.length * services.length * inside.length} addresses`;
    },
  },
  {
    promise: "No web page reaches the internal listener, by whatever name it leads there",
    only: "one process",
    run: async ({ internalUrl }) => {
      if (internalUrl === null) return "not tried: it is not known where that is";
      const hosts = [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:3001",
        "a@b",
      ];
      const paths = ["/metrics", "/health/ready", "/operators/dead-letters"];
      for (const path of paths) {
        for (const host of hosts) {
          const { status } = await ask(internalUrl, path, { origin: null, headers: { host } });
          assert.ok(status >= 400 && status < 500, `${path} by Host ${host}: ${status}`);
        }
        const { status } = await ask(internalUrl, path, { origin: "http://evil.example" });
        assert.ok(status >= 400 && status < 500, `${path} by a foreign Origin: ${status}`);
      }
      return `${paths.length} routes by ${hosts.length} names and a foreign Origin`;
    },
  },
  {
    promise: "Operators' routes want the operators' token",
    only: "one process",
    run: async ({ internalUrl }) => {
      if (internalUrl === null) return "not tried: it is not known where that is";
      for (const authorization of [
        "",
        "Bearer ",
        "Bearer undefined",
        "Bearer null",
        "Basic OmE=",
      ]) {
        const asks: [string, object?][] = [
          ["/operators/restore", { file: "/etc/passwd" }],
          ["/operators/dead-letters"],
          ["/operators/subscriptions"],
        ];
        for (const [path, body] of asks) {
          const question = { origin: null, headers: { authorization }, body };
          expectStatus(await ask(internalUrl, path, question), 401, 403);
        }
      }
      return "5 tokens that are none";
    },
  },
  {
    promise:
      "No page of another origin writes, or opens a socket, with the cookie of who looks at it",
    run: async (target) => {
      const { url } = target;
      const { cookie } = await signUp(target);
      const origins = ["http://evil.example", "null", `${url}.evil.example`, `${url}0`];
      for (const origin of origins) {
        const body = { title: "Mine" };
        const question = { origin, headers: { cookie }, body };
        expectStatus(await ask(url, "/api/v1/tasks", question), 403);
        expectStatus(await ask(url, "/api/auth/sign-out", question), 403);
        assert.equal(await heardBy(url, { origin, cookie }), "");
      }
      return `${origins.length} origins`;
    },
  },
  {
    promise: "No odd Host ends in an error of ours",
    run: async ({ url }) => {
      const hosts = [
        "a@b",
        "a b",
        "x:99999",
        "[::1",
        "%00",
        "evil.example/x",
        "a,b",
        `${"a".repeat(300)}.example`,
      ];
      for (const path of [
        "/api/auth/get-session",
        "/api/auth/sign-in/email",
        "/api/v1/me",
        "/",
        "/ws",
      ])
        for (const host of hosts) {
          const { status } = await ask(url, path, { headers: { host } });
          assert.ok(status < 500, `${path} by Host ${host}: ${status}`);
        }
      return `${hosts.length} hosts on 5 routes`;
    },
  },
];
