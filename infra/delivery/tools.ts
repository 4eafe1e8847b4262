import { prepareStack } from "@pakaura/stack/prepare";
import { findProgram } from "@pakaura/stack/prepare/find-program";
import { findGoTool, type GoTool, prepareGoTool } from "@pakaura/stack/prepare/go-tool";
import { prepareChartTools, prepareHelm } from "../helm/chart-tools.ts";
import { show } from "./program.ts";
import { Refused } from "./refused.ts";

const actionlint: GoTool = {
  name: "actionlint",
  module: "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
};
/** Of Oracle's cloud, by Python. */
const ociVersion = "3.95.1";

/** Looks whether workflows are right. Null where it is not on this machine. */
export const findActionlint = (): string | null => findGoTool(actionlint);

async function prepareChecks(say: (line: string) => void): Promise<void> {
  await prepareChartTools(say);
  await prepareGoTool(actionlint, say);
}

/** A runner of GitHub has all but Redis, and lets its user install it. */
async function prepareStackOnRunner(say: (line: string) => void): Promise<void> {
  if (findProgram("redis-server") === null && findProgram("sudo") !== null) {
    await show("sudo", ["--non-interactive", "apt-get", "update", "-qq"]);
    await show("sudo", ["--non-interactive", "apt-get", "install", "-y", "-qq", "redis-server"]);
  }
  await prepareStack(say);
}

/**
 * Makes what a job is done with, once on a machine: `helm`, `actionlint`, `check` (all that `npm run check` can use) or `stack` (Kafka, Dapr,
 * Redis). Reaches out.
 */
export async function prepare(
  what: string | undefined,
  say: (line: string) => void = console.log,
): Promise<void> {
  if (what === "actionlint") {
    await prepareGoTool(actionlint, say);
    return;
  }
  if (what === "helm") return prepareHelm(say);
  if (what === "check") return prepareChecks(say);
  if (what === "stack") return prepareStackOnRunner(say);
  throw new Refused("Prepare what? helm, actionlint, check or stack");
}

/** The program `oci`, installed where it is not there: for the time of a job. */
export async function prepareOci(): Promise<void> {
  if (findProgram("oci") === null) await show("pipx", ["install", `oci-cli==${ociVersion}`]);
}
