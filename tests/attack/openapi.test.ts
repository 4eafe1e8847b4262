import { afterAll, beforeAll, expect, test } from "vitest";
import { type Account, signUp } from "../account.ts";
import { type Started, startPakaura } from "../flows/npm-start.ts";
import { temporaryFolder } from "../product.ts";
import { findSchemathesis, runSchemathesis } from "./schemathesis.ts";

const tool = await findSchemathesis();
if ("reason" in tool)
  console.log(
    `Schemathesis does not run here: ${tool.reason}. apps/api/openapi/requests.test.ts promises the same.`,
  );

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;
let ann: Account;

beforeAll(async () => {
  folder = await temporaryFolder();
  pakaura = await startPakaura({ PAKAURA_DATA: folder.path, HOST: "127.0.0.1" });
  ann = await signUp(pakaura.url, "ann");
});
afterAll(async () => {
  await pakaura.end("SIGTERM");
  await folder.remove();
});

const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
];

/** Has Schemathesis ask `paths` of the API, always the same, as whom `header` says. */
async function attack(header: string, paths: string[]): Promise<string> {
  if ("reason" in tool) throw new Error(tool.reason);
  const { path: cwd, remove } = await temporaryFolder();
  const options = {
    header,
    checks: checks.join(","),
    seed: "17",
    "max-examples": "8",
    // With two, Python 3.11 mixes up their stacks now and then, and ends with an error of its own.
    workers: "1",
    "request-timeout": "20",
    "generation-database": "none",
  };
  const args = [
    "run",
    `${pakaura.url}/api/v1/openapi.json`,
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    "--no-shrink",
    "--continue-on-failure",
    "--no-color",
    ...paths,
  ];
  const { exitCode, output } = await runSchemathesis(tool, args, cwd);
  await remove();
  expect(exitCode, output).toBe(0);
  return output;
}

test.skipIf("reason" in tool)(
  "no request that follows or breaks the OpenAPI document gets a 500, or an answer that it does not describe",
  async () => {
    // The first never ends, and the second ends the token that asks.
    const elsewhere = ["--exclude-path", "/events/stream", "--exclude-path", "/tokens"];
    const output = await attack(`Authorization: Bearer ${ann.token}`, elsewhere);
    const passed = Number(/(\d+) generated/.exec(output)?.[1]);
    expect(passed, output).toBeGreaterThan(1_000);
    expect(pakaura.written.stderr).not.toContain("request failed");
  },
  300_000,
);

test.skipIf("reason" in tool)(
  "nor does any about tokens, with a session",
  async () => {
    await attack(`Cookie: ${ann.cookie}`, ["--include-path", "/tokens"]);
  },
  120_000,
);
