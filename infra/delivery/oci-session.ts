import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Refused } from "./refused.ts";
import { mask, setForLaterSteps } from "./report.ts";
import { needSetting } from "./settings.ts";

const keyBits = 2_048;
/** Whom the identity of the workflow is meant for; the trust in the domain names the same. */
const audience = "https://cloud.oracle.com";

async function askForJson(url: URL | string, request: RequestInit): Promise<unknown> {
  const answer = await fetch(url, request);
  if (answer.ok) return answer.json();
  const host = new URL(url).host;
  throw new Refused(`${host} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

/** Who the workflow is, signed by GitHub (https://docs.github.com/en/actions/reference/security/oidc). */
async function workflowIdentity(): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } =
    process.env;
  if (!address || !token)
    throw new Refused("This job has no identity: it wants the permission id-token: write");
  const url = new URL(address);
  url.searchParams.set("audience", audience);
  const headers = { authorization: `Bearer ${token}` };
  return z.object({ value: z.string() }).parse(await askForJson(url, { headers })).value;
}

/** The fingerprint of a key as OCI names it: MD5 of its DER form. */
const fingerprintOf = (der: Buffer): string =>
  createHash("md5")
    .update(der)
    .digest("hex")
    .replace(/(..)(?=.)/g, "$1:");

/**
 * Signs in to OCI for an hour as the user that the identity domain gives the workflow, with no key that is kept anywhere
 * (https://docs.oracle.com/iaas/Content/Identity/api-getstarted/json_web_token_exchange.htm); the program `oci` of this and of later
 * steps then uses that.
 */
export async function startOciSession(): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: keyBits });
  const der = publicKey.export({ type: "spki", format: "der" });
  const client = `${needSetting("OCI_CLIENT_ID")}:${needSetting("OCI_CLIENT_SECRET")}`;
  const url = new URL("/oauth2/v1/token", needSetting("OCI_DOMAIN_URL"));
  const exchanged = await askForJson(url, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(client).toString("base64")}` },
    body: new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      requested_token_type: "urn:oci:token-type:oci-upst",
      public_key: der.toString("base64"),
      subject_token: await workflowIdentity(),
      subject_token_type: "jwt",
    }),
  });
  const { token } = z.object({ token: z.string().min(1) }).parse(exchanged);
  mask(token);
  const folder = join(process.env["RUNNER_TEMP"] || homedir(), "oci");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const config = keep(
    "config",
    [
      "[DEFAULT]",
      `fingerprint=${fingerprintOf(der)}`,
      `tenancy=${needSetting("OCI_TENANCY")}`,
      `region=${needSetting("OCI_REGION")}`,
      `key_file=${keep("key.pem", String(privateKey.export({ type: "pkcs8", format: "pem" })))}`,
      `security_token_file=${keep("token", token)}`,
      "",
    ].join("\n"),
  );
  for (const [name, value] of [
    ["OCI_CLI_CONFIG_FILE", config],
    ["OCI_CLI_AUTH", "security_token"],
  ] as const) {
    process.env[name] = value;
    setForLaterSteps(name, value);
  }
}
