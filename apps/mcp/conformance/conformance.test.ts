import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mountMcp } from "../http/mount-mcp.ts";
import { revisions, runConformance } from "./run-conformance.fixture.ts";
import { createSuiteServer } from "./suite-server.fixture.ts";

let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  app = createApp({ log: createLogger("test", "silent"), name: "mcp" });
  mountMcp(app, {
    trustedOrigins: [],
    hasSessions: true,
    admit: () => Promise.resolve({ owner: "suite", createServer: createSuiteServer }),
    onRefused: () => undefined,
  });
  url = `${await app.listen({ port: 0, host: "127.0.0.1" })}/mcp`;
});
afterAll(() => app.close());

test.each(revisions)("what MCP requires of a server in %s holds", async (revision) => {
  const { code, output } = await runConformance([
    "server",
    "--url",
    url,
    "--requirements",
    revision,
  ]);
  expect(code, output.slice(-8_000)).toBe(0);
});
