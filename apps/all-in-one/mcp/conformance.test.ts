import { createServer } from "node:http";
import {
  expectedFailures,
  revisions,
  runConformance,
} from "@pakaura/mcp/conformance/run-conformance.fixture";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMcpSystem } from "./start-mcp.fixture.ts";

let url: string;
let stop: () => Promise<void>;
beforeAll(async () => {
  const mcp = await startMcpSystem();
  // The suite sends no access token: this door of the same listener does.
  const door = createServer((request, response) => {
    request.headers.authorization = `Bearer ${mcp.token}`;
    mcp.open.routing(request, response);
  });
  const port = await new Promise<number>((resolve) => {
    door.listen(0, "127.0.0.1", () => {
      const address = door.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  url = `http://127.0.0.1:${port}/mcp`;
  stop = async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    await mcp.stop();
  };
});
afterAll(() => stop());

test.each(revisions)("the product does all of %s that it has the things for", async (revision) => {
  const required = ["--requirements", revision, "--expected-failures", expectedFailures];
  const { code, output } = await runConformance(["server", "--url", url, ...required]);
  expect(code, output.slice(-8_000)).toBe(0);
});
