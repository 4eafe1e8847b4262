import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const newKey = ["-newkey", "rsa:2048", "-nodes"];

/** In PEM: who signed, and a key with the certificate that was signed. */
export type Certificate = { authority: string; key: string; certificate: string };

/** Makes an authority and, signed by it, a certificate for these host names, valid for two days. Takes `openssl`. */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), "pakaura-certificates-"));
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  try {
    const asAuthority = ["-subj", "/CN=Authority of a test", "-days", "2"];
    await openssl("req", "-x509", ...newKey, ...asAuthority, "-keyout", "ca.key", "-out", "ca.crt");
    const names = hosts.map((host) => `DNS:${host}`).join(",");
    await writeFile(join(folder, "names"), `subjectAltName=${names}`);
    await openssl("req", ...newKey, "-subj", "/CN=pakaura", "-keyout", "key", "-out", "request");
    const by = ["-CA", "ca.crt", "-CAkey", "ca.key", "-days", "2", "-extfile", "names"];
    await openssl("x509", "-req", "-in", "request", ...by, "-out", "certificate");
    const read = (file: string) => readFile(join(folder, file), "utf8");
    return {
      authority: await read("ca.crt"),
      key: await read("key"),
      certificate: await read("certificate"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
