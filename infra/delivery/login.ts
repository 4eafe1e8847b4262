import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { startOciSession } from "./oci-session.ts";
import { ask, show } from "./program.ts";
import { Refused } from "./refused.ts";
import { keepRegistryLogin } from "./registry-login.ts";
import { mask, setForLaterSteps } from "./report.ts";
import { needSetting, setting } from "./settings.ts";
import { prepareOci } from "./tools.ts";

/** What OCI's registry calls somebody who has a token of an hour in place of a password. */
const bearer = "BEARER_TOKEN";

async function loginToRegistry(): Promise<void> {
  const [host = ""] = needSetting("REGISTRY").split("/");
  const username = setting("REGISTRY_USERNAME");
  if (username !== undefined) {
    keepRegistryLogin(host, username, needSetting("REGISTRY_PASSWORD"));
    return;
  }
  await prepareOci();
  await startOciSession();
  const request = ["--http-method", "GET", "--target-uri", `https://${host}/20180419/docker/token`];
  const query = ["--query", "data.token", "--raw-output"];
  const token = (await ask("oci", ["raw-request", ...request, ...query])).trim();
  mask(token);
  keepRegistryLogin(host, bearer, token);
}

/** Where the kubeconfig of this job is, for this process, for what it starts, and for later steps. */
function kubeconfigFile(): string {
  const folder = join(process.env["RUNNER_TEMP"] || homedir(), "kube");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "config");
  setForLaterSteps("KUBECONFIG", file);
  return file;
}

async function loginToCluster(): Promise<void> {
  const content = setting("KUBECONFIG_CONTENT");
  if (content !== undefined) {
    writeFileSync(kubeconfigFile(), `${content}\n`, { mode: 0o600 });
    return;
  }
  await prepareOci();
  await startOciSession();
  const cluster = [
    "--cluster-id",
    needSetting("OKE_CLUSTER"),
    "--region",
    needSetting("OCI_REGION"),
  ];
  const way = ["--token-version", "2.0.0", "--kube-endpoint", "PUBLIC_ENDPOINT"];
  const file = ["--file", kubeconfigFile(), "--overwrite"];
  await show("oci", ["ce", "cluster", "create-kubeconfig", ...cluster, ...way, ...file]);
}

/**
 * Signs in to the `registry` or the `cluster`: with a password or a kubeconfig where one is set, else to Oracle's cloud by the
 * identity of the workflow.
 */
export async function login(where: string | undefined): Promise<void> {
  if (where === "registry") return loginToRegistry();
  if (where === "cluster") return loginToCluster();
  throw new Refused("Sign in where? login registry, or login cluster");
}
