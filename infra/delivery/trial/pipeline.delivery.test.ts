import { join } from "node:path";
import { type Product, startProduct, temporaryFolder } from "@pakaura/tests/product";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeCluster, startFakeCluster } from "../cluster.fixture.ts";
import { imageNames } from "../images.ts";
import { openRegistry } from "../registry.ts";
import { runWorkflow, type WorkflowRun } from "./act.ts";
import { type Checkout, cloneCheckout } from "./checkout.ts";
import { setFindings } from "./tools.ts";
import { startTrial, type Trial } from "./trial.ts";

/** The few tests that stay, and the part of the matrix that runs them. */
const kept = /^packages\/domain\/[^/]+\.test\.ts$/;
const parts = ["vitest 1/4", "vitest 2/4", "vitest 3/4", "vitest 4/4"];
const planted = "packages/domain/priority.ts";

let trial: Trial;
let checkout: Checkout;
let cluster: FakeCluster;
let product: Product;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  trial = await startTrial();
  checkout = cloneCheckout(join(trial.folder, "checkout"), kept);
  data = await temporaryFolder();
  product = await startProduct({ dataDirectory: data.path });
  cluster = startFakeCluster(["helm", "kubectl"]);
}, 3_600_000);
afterAll(async () => {
  cluster.remove();
  await product.stop();
  await data.remove();
  await trial.stop();
});

function run(options: Partial<WorkflowRun> = {}) {
  const { registry, signing } = trial;
  const whole: WorkflowRun = {
    event: "push",
    workflow: "deploy",
    parts,
    variables: {
      REGISTRY: registry.address,
      REGISTRY_USERNAME: "nobody",
      SIGNING_PUBLIC_KEY: signing.publicKey,
      PUBLIC_URL: product.url,
    },
    secrets: {
      REGISTRY_PASSWORD: "none",
      SIGNING_KEY: signing.privateKey,
      KUBECONFIG_CONTENT: "{}",
    },
    ...options,
  };
  return runWorkflow(checkout, whole, trial.folder);
}

test("a push to main is tested, built, signed, deployed and verified", async () => {
  const { isSuccess, said } = await run();
  expect(isSuccess, said).toBe(true);
  const { digestOf } = openRegistry(trial.registry.address);
  for (const name of imageNames) expect(await digestOf(name, "latest")).toMatch(/^sha256:/);
  expect(cluster.changes().at(-1)).toMatch(/^helm upgrade --install pakaura /);
  expect(said).toContain("saw it in the second session");
});

test("a change that breaks a test is built by nobody", async () => {
  const revision = checkout.commit(planted, (text) =>
    text.replace('"none", "low"', '"low", "none"'),
  );
  const { isSuccess, said } = await run();
  expect(isSuccess).toBe(false);
  expect(said).toMatch(/FAILED packages\/domain\/priority/);
  expect(await openRegistry(trial.registry.address).digestOf("api", revision)).toBeNull();
  checkout.takeBack();
});

test("a critical finding that has a fix is signed by nobody, and deployed by nobody", async () => {
  setFindings(trial.tools, "zlib");
  const before = cluster.changes();
  const { isSuccess, said } = await run();
  setFindings(trial.tools, null);
  expect(isSuccess).toBe(false);
  expect(said).toMatch(/critical findings that have a fix: CVE-2026-0001 in zlib/);
  expect(cluster.changes()).toEqual(before);
});

test("a revision that there is none of is not gone back to", async () => {
  const { isSuccess, said } = await run({
    event: "workflow_dispatch",
    workflow: "rollback",
    inputs: { revision: "99" },
    parts: [],
  });
  expect(isSuccess).toBe(false);
  expect(said).toContain("There is no revision 99");
});
