import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digest, type FakeCluster, revision, startFakeCluster } from "./cluster.fixture.ts";
import { deploy } from "./deploy.ts";

let cluster: FakeCluster;
beforeEach(() => (cluster = startFakeCluster()));
afterEach(() => cluster.remove());

const running = { revision: 4, status: "deployed", description: "Commit before" };
const rollback = "helm rollback pakaura 4 --namespace pakaura --wait --timeout 10m";

test("it deploys each image by its digest and says what runs, and the way back", async () => {
  cluster.revisions([running]);
  await deploy();
  const [, upgrade = "", ...more] = cluster.changes();
  expect(more).toEqual([]);
  expect(upgrade).toMatch(/^helm upgrade --install pakaura .*values-production\.yaml/);
  for (const name of ["api", "websocket-gateway"])
    expect(upgrade).toContain(`--set-string ${name}.image.digest=${digest}`);
  expect(upgrade).toContain(`--description Commit ${revision}`);
  expect(upgrade).toContain("--wait --timeout 10m");
  expect(readFileSync(process.env["GITHUB_OUTPUT"] ?? "", "utf8")).toContain("previous=4\n");
});

test("the first time there is nothing to go back to", async () => {
  await deploy();
  expect(readFileSync(process.env["GITHUB_STEP_SUMMARY"] ?? "", "utf8")).toContain(
    "There was none before",
  );
});

test("an image that nobody of us signed is not deployed", async () => {
  cluster.failAt("cosign verify");
  await expect(deploy()).rejects.toThrow(/registry\.example\/pakaura\/api@sha256:b+ is not signed/);
  expect(cluster.changes()).toEqual([]);
});

test("what does not become ready goes back to what ran", async () => {
  cluster.revisions([{ ...running, revision: 3, status: "superseded" }, running]);
  cluster.failAt("helm upgrade");
  await expect(deploy()).rejects.toThrow(/Went back to revision 4 \(Commit before\)/);
  expect(cluster.changes().at(-1)).toBe(rollback);
});

test("a way back that fails as well is told", async () => {
  cluster.revisions([running]);
  cluster.failAt("helm upgrade");
  cluster.failAt("helm rollback");
  await expect(deploy()).rejects.toThrow(/way back to revision 4 .* failed as well/);
});

test("what the database does not take changes nothing, and the reason is told", async () => {
  cluster.revisions([running]);
  cluster.failAt("helm upgrade");
  cluster.schemaSays("The version that runs now does not outlive the migration");
  await expect(deploy()).rejects.toThrow(/nothing was changed: The version that runs now/);
  expect(cluster.changes()).not.toContain(rollback);
});

test("while another deployment goes on none is begun", async () => {
  cluster.revisions([running, { revision: 5, status: "pending-upgrade", description: "" }]);
  await expect(deploy()).rejects.toThrow(/Revision 5 is pending-upgrade/);
  expect(cluster.changes()).toEqual([]);
});
