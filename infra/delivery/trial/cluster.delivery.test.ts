import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Installation, prepareInstallation } from "./installation.ts";
import { startTrial, type Trial } from "./trial.ts";

/** Where the frontend of values-local.yaml is, on this machine or wherever PAKAURA_CLUSTER_URL says. */
const url = process.env["PAKAURA_CLUSTER_URL"] ?? "http://127.0.0.1:30080";
const minutes = 60_000;
const run = promisify(execFile);

function isClusterThere(): boolean {
  try {
    execFileSync("kubectl", ["get", "--raw", "/readyz"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Asks the PostgreSQL of the chart, as who owns the tables. */
async function sql(text: string): Promise<string> {
  const ask = 'PGPASSWORD=$POSTGRES_PASSWORD psql -qtA -h 127.0.0.1 -U pakaura -c "$0" pakaura';
  const args = ["--namespace", "pakaura", "exec", "postgres-0", "--", "sh", "-c", ask, text];
  return (await run("kubectl", args)).stdout.trim();
}

describe.skipIf(!isClusterThere())("on the cluster that kubectl points to", () => {
  let trial: Trial;
  let installation: Installation;
  /** Of the deployment that worked last. */
  let good = "";

  beforeAll(async () => {
    trial = await startTrial();
    installation = await prepareInstallation(trial, url);
    const { isSuccess, said } = await installation.command(["deploy"]);
    expect(isSuccess, said).toBe(true);
    good = /^revision=(\d+)$/m.exec(said)?.[1] ?? "";
  }, 60 * minutes);
  afterAll(() => trial.stop());

  async function expectToWork(): Promise<void> {
    const { isSuccess, said } = await installation.command(["verify"]);
    expect(isSuccess, said).toBe(true);
    expect(said).toContain("saw it in the second session");
  }

  test("what was deployed is ready, and a new user can use it", expectToWork, 5 * minutes);

  test(
    "a change that breaks the start goes back by itself, and people go on",
    async () => {
      const digest = await installation.breakStart("audit");
      const IMAGES = JSON.stringify({ ...installation.images, audit: digest });
      const { isSuccess, said } = await installation.command(["deploy"], {
        IMAGES,
        DEPLOY_TIMEOUT: "2m",
      });
      expect(isSuccess).toBe(false);
      expect(said).toMatch(/audit-\S+ is not ready/);
      expect(said).toContain("planted");
      expect(said).toContain(`Went back to revision ${good}`);
      await expectToWork();
    },
    20 * minutes,
  );

  test(
    "a change that breaks only the smoke test is deployed, seen, and gone back from",
    async () => {
      // Every pod is ready, and whoever comes is taken for somebody from another site.
      const settings = { PUBLIC_URL: "https://elsewhere.example" };
      const HELM_VALUES = JSON.stringify({ image: { pullPolicy: "IfNotPresent" }, settings });
      const deployed = await installation.command(["deploy"], { HELM_VALUES });
      expect(deployed.isSuccess, deployed.said).toBe(true);
      const previous = /^previous=(\d+)$/m.exec(deployed.said)?.[1] ?? "";
      const seen = await installation.command(["verify"]);
      expect(seen.isSuccess).toBe(false);
      expect(seen.said).toMatch(/The smoke test failed: POST \S+ answered 403/);
      const back = await installation.command(["rollback", previous]);
      expect(back.isSuccess, back.said).toBe(true);
      await expectToWork();
    },
    30 * minutes,
  );

  test(
    "a rollback that the database does not take is refused with the reason, and changes nothing",
    async () => {
      const before = await sql("select oldest_known from drizzle.takes");
      await sql(
        "insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9999999999999)",
      );
      await sql("update drizzle.takes set oldest_known = 9999999999999");
      try {
        const refused = await installation.command(["rollback", good]);
        expect(refused.isSuccess).toBe(false);
        expect(refused.said).toContain(
          "Nothing was changed: The database was set up by a newer version",
        );
      } finally {
        await sql("delete from drizzle.__drizzle_migrations where hash = 'newer'");
        await sql(`update drizzle.takes set oldest_known = ${before}`);
      }
      // Helm goes on as if it had never been asked.
      const again = await installation.command(["rollback", good]);
      expect(again.isSuccess, again.said).toBe(true);
      await expectToWork();
    },
    30 * minutes,
  );
});
