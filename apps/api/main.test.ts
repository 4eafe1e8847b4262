import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const main = join(import.meta.dirname, "main.ts");

/** Runs the service with these settings alone, until it ends. */
function run(env: Record<string, string>): Promise<{ code: unknown; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main], { env }, (error, _stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    );
  });
}

test("without its database it says so in one line, and ends", async () => {
  const { code, stderr } = await run({
    DATABASE_URL: "postgresql://pakaura:secret@127.0.0.1:1/pakaura",
    PAKAURA_SECRET: "x".repeat(32),
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Cannot reach PostgreSQL at 127\.0\.0\.1: .*\n$/);
  expect(stderr).not.toContain("secret");
});

test("without its settings it names all that are missing, and ends", async () => {
  const { code, stderr } = await run({});
  expect(code).toBe(1);
  expect(stderr).toContain("DATABASE_URL");
});
