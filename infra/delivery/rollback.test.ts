import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeCluster, startFakeCluster } from "./cluster.fixture.ts";
import { rollback } from "./rollback.ts";

let cluster: FakeCluster;
beforeEach(() => {
  cluster = startFakeCluster();
  cluster.revisions([
    { revision: 1, status: "superseded", description: "Commit one" },
    { revision: 2, status: "failed", description: "Upgrade failed" },
    { revision: 3, status: "deployed", description: "Commit three" },
  ]);
});
afterEach(() => cluster.remove());

test("it goes back to a revision that ran", async () => {
  await rollback("1");
  expect(cluster.changes().at(-1)).toBe(
    "helm rollback pakaura 1 --namespace pakaura --wait --timeout 10m",
  );
});

test.each([
  ["9", /no revision 9.*1 \(superseded, Commit one\)/],
  ["3", /the one that runs/],
  ["2", /2 is failed/],
  ["1; rm", /no revision 1; rm/],
  [undefined, /no revision/],
])("%s is no revision to go back to", async (text, why) => {
  await expect(rollback(text)).rejects.toThrow(why);
  expect(cluster.changes()).toEqual([]);
});

test("one that the database does not take is refused with the reason, and helm goes on", async () => {
  cluster.failAt("helm rollback");
  cluster.schemaSays("The database was set up by a newer version of Pakaura");
  await expect(rollback("1")).rejects.toThrow(/Nothing was changed: The database was set up/);
  expect(cluster.changes().at(-1)).toBe(
    "kubectl --namespace pakaura delete secrets --selector=owner=helm,name=pakaura,status=pending-rollback",
  );
});

test("one that does not come up is told as that", async () => {
  cluster.failAt("helm rollback");
  await expect(rollback("1")).rejects.toThrow(/Revision 1 did not come up/);
});
