import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { allTools } from "@pakaura/mcp/tools/all-tools";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type McpSystem, startMcpSystem } from "./start-mcp.fixture.ts";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "inspector");
const inspector = join(
  folder,
  "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js",
);

let mcp: McpSystem;
beforeAll(async () => {
  if (!existsSync(inspector)) {
    // Not `ci`, which refuses a registry that lacks the builds for other systems.
    const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", ["install", ...quiet, "--prefix", folder]);
  }
  mcp = await startMcpSystem();
});
afterAll(() => mcp.stop());

const listSchema = z.object({ tools: z.array(z.object({ name: z.string() })) });

test("the inspector lists the tools", async () => {
  const header = `Authorization: Bearer ${mcp.token}`;
  const what = ["--cli", mcp.url.href, "--transport", "http", "--method", "tools/list"];
  const { stdout } = await run(process.execPath, [inspector, ...what, "--header", header], {
    env: { ...process.env, MCP_CATALOG_PATH: join(tmpdir(), `catalog-${process.pid}.json`) },
  });
  const { tools } = listSchema.parse(JSON.parse(stdout));
  expect(tools.map(({ name }) => name)).toEqual(allTools.map(({ name }) => name));
});
