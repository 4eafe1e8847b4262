import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, show } from "./program.ts";
import { Refused } from "./refused.ts";
import { needSetting, setting } from "./settings.ts";

/** Who gives out the identities of GitHub's workflows. */
const issuer = "https://token.actions.githubusercontent.com";
/** The workflows that may sign what is deployed: of the main branch, where changes are reviewed. */
const signers = "(deploy|release)\\.yml@refs/heads/main$";
/** Neither the public log nor a time stamp: who signs by a key of their own keeps to themselves what they sign. */
const noLog = {
  mediaType: "application/vnd.dev.sigstore.signingconfig.v0.2+json",
  rekorTlogUrls: [],
  tsaUrls: [],
};

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Runs cosign by the key of SIGNING_KEY, or, without one, by the identity of the workflow and Sigstore's public log. */
async function signBy(args: string[], reference: string): Promise<void> {
  const key = setting("SIGNING_KEY");
  if (key === undefined) return show("cosign", [...args, "--yes", reference]);
  const folder = mkdtempSync(join(tmpdir(), "pakaura-signing-"));
  try {
    const config = join(folder, "signing-config.json");
    writeFileSync(config, JSON.stringify(noLog));
    const byKey = ["--key", "env://SIGNING_KEY", "--signing-config", config, "--yes"];
    // An empty password is one, too: without it cosign would ask a terminal.
    const environment = { COSIGN_PASSWORD: setting("SIGNING_KEY_PASSWORD") ?? "" };
    await show("cosign", [...args, ...byKey, reference], { environment });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Signs what has this digest. */
export function sign(reference: string): Promise<void> {
  return signBy(["sign"], reference);
}

/** Signs what a file says of it: `cyclonedx` for its bill of materials, `slsaprovenance1` for how it came to be. */
export function attest(
  reference: string,
  type: "cyclonedx" | "slsaprovenance1",
  file: string,
): Promise<void> {
  return signBy(["attest", "--type", type, "--predicate", file], reference);
}

function trusted(): string[] {
  if (setting("SIGNING_PUBLIC_KEY") !== undefined)
    return ["--key", "env://SIGNING_PUBLIC_KEY", "--insecure-ignore-tlog=true"];
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  if (!server || !repository) needSetting("SIGNING_PUBLIC_KEY");
  const workflows = escapePattern(`${server}/${repository}/.github/workflows/`);
  const identity = ["--certificate-identity-regexp", `^${workflows}${signers}`];
  return [...identity, "--certificate-oidc-issuer", issuer];
}

/** Rejects with `Refused` unless one of our workflows, or the key of SIGNING_PUBLIC_KEY, signed it. */
export async function verifySignature(reference: string): Promise<void> {
  const args = ["verify", ...trusted(), "--output", "json", reference];
  await ask("cosign", args).catch(() => {
    throw new Refused(`${reference} is not signed by us: nothing is deployed`);
  });
}
