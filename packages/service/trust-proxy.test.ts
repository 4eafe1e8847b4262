import type { FastifyInstance } from "fastify";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConfigError, readConfig } from "./config.ts";
import { createApp } from "./create-app.ts";
import { createLogger } from "./logging.ts";
import { createMetrics } from "./metrics.ts";
import { trustProxySetting } from "./settings.ts";

const schema = z.object({ TRUST_PROXY: trustProxySetting });

function appBehind(setting: string): FastifyInstance {
  const { TRUST_PROXY: trustProxy } = readConfig(schema, { TRUST_PROXY: setting });
  const log = createLogger("test", "silent");
  const app = createApp({ log, name: "test", metrics: createMetrics(), trustProxy });
  app.get("/who", async ({ ip, protocol, host }) => ({ ip, protocol, host }));
  return app;
}

async function who(setting: string, headers: Record<string, string>, remoteAddress = "10.0.0.9") {
  const answer = await appBehind(setting).inject({ url: "/who", headers, remoteAddress });
  return answer.json();
}
const ipOf = async (setting: string, forwardedFor: string, remoteAddress?: string) =>
  (await who(setting, { "x-forwarded-for": forwardedFor }, remoteAddress)).ip;

describe("the client's address", () => {
  const written = "6.6.6.6, 5.5.5.5, 203.0.113.7";

  test.each([
    ["false", "10.0.0.9"],
    ["0", "10.0.0.9"],
    ["", "10.0.0.9"],
    ["true", "203.0.113.7"],
    ["1", "203.0.113.7"],
    ["2", "5.5.5.5"],
    ["3", "6.6.6.6"],
    ["9", "6.6.6.6"],
    ["10.0.0.9", "203.0.113.7"],
    ["10.0.0.0/8", "203.0.113.7"],
    ["uniquelocal", "203.0.113.7"],
    ["10.0.0.0/8, 203.0.113.0/24", "5.5.5.5"],
    ["loopback", "10.0.0.9"],
    ["192.168.0.0/16", "10.0.0.9"],
  ])("behind %j is %s", async (setting, expected) => {
    expect(await ipOf(setting, written)).toBe(expected);
  });

  test("is not what the client writes in front, however much that is", async () => {
    for (const setting of ["true", "1", "10.0.0.9"]) {
      const spoofed = Array.from({ length: 50 }, (_, index) => `6.6.6.${index}`).join(", ");
      expect(await ipOf(setting, `${spoofed}, 203.0.113.7`)).toBe("203.0.113.7");
    }
  });

  test("is the sender's where a proxy is counted by its network and it is none", async () => {
    expect(await ipOf("10.0.0.0/8", "6.6.6.6", "198.51.100.1")).toBe("198.51.100.1");
    expect(await ipOf("10.0.0.0/8", "6.6.6.6", "::ffff:10.1.2.3")).toBe("6.6.6.6");
    expect(await ipOf("loopback", "6.6.6.6", "::1")).toBe("6.6.6.6");
  });
});

test("of several hosts and schemes the proxy's own counts, which is the last", async () => {
  const headers = {
    host: "inside:3000",
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-host": "evil.example, tasks.example.org",
    "x-forwarded-proto": "http, https",
  };
  expect(await who("true", headers)).toMatchObject({
    host: "tasks.example.org",
    protocol: "https",
  });
  for (const setting of ["false", "loopback"]) {
    expect(await who(setting, headers)).toMatchObject({ host: "inside:3000", protocol: "http" });
  }
});

test.each([
  "yes",
  "100",
  "-1",
  "1.5",
  "10.0.0.0/0",
  "0.0.0.0/0",
  "10.0.0.0/99",
  "proxy.example",
  ",",
])("TRUST_PROXY=%s is refused", (setting) => {
  expect(() => readConfig(schema, { TRUST_PROXY: setting })).toThrow(ConfigError);
  expect(() => readConfig(schema, { TRUST_PROXY: setting })).toThrow(
    /^TRUST_PROXY: got .* wants how many/,
  );
});
