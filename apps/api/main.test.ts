import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createTestDatabase } from "@pakaura/database/test-database";
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

test("where its port is taken it says so in one line, with the way out, and ends", async () => {
  const database = await createTestDatabase();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const { code, stderr } = await run({
    DATABASE_URL: database.url,
    PAKAURA_SECRET: "x".repeat(32),
    INTERNAL_PORT: String(port),
    LOG_LEVEL: "silent",
  });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Port ${port} is in use by another program; choose another one with INTERNAL_PORT, ` +
      `for example INTERNAL_PORT=${port + 10} node apps/api/main.ts\n`,
  );
  other.close();
  await database.drop();
});

test.each<Record<string, string>>([{}, { APP_API_TOKEN: "" }, { APP_API_TOKEN: "short" }])(
  "beside a sidecar it does not start with the token %j: whoever reached it could act for anybody",
  async (token) => {
    const database = await createTestDatabase();
    const { code, stderr } = await run({
      DATABASE_URL: database.url,
      PAKAURA_SECRET: "x".repeat(32),
      INTERNAL_PORT: "0",
      DAPR_HTTP_PORT: "1",
      LOG_LEVEL: "silent",
      ...token,
    });
    await database.drop();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^APP_API_TOKEN: got .*, wants .*\n$/);
    expect(stderr).not.toContain("short");
  },
);
