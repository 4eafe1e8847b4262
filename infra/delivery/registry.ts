import { registryLogin } from "./registry-login.ts";
import { isOnLoopback } from "./images.ts";
import { Refused } from "./refused.ts";
import { tokenFor } from "./registry-token.ts";

const manifestTypes = [
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
].join(", ");
const patienceMs = 30_000;

type ManifestRequest = {
  method: "HEAD" | "GET" | "PUT";
  headers?: Record<string, string>;
  body?: Buffer<ArrayBuffer>;
};

/** What is asked of a registry beside pushing and pulling. */
export type Registry = {
  /** The digest behind a tag of a repository, or null where there is no such tag. */
  digestOf: (repository: string, tag: string) => Promise<string | null>;
  /** Names what has this digest by another tag as well. */
  addTag: (repository: string, digest: string, tag: string) => Promise<void>;
};

/**
 * A registry by the OCI distribution specification (https://github.com/opencontainers/distribution-spec), which all of them
 * speak: `address` is host and path, as fra.ocir.io/namespace/pakaura.
 */
export function openRegistry(address: string): Registry {
  const [host = "", ...path] = address.split("/");
  const scheme = isOnLoopback(address) ? "http" : "https";
  const login = registryLogin(host);

  async function ask(
    repository: string,
    reference: string,
    request: ManifestRequest,
  ): Promise<Response> {
    const url = `${scheme}://${host}/v2/${[...path, repository].join("/")}/manifests/${reference}`;
    const send = (headers: Record<string, string>) =>
      fetch(url, {
        ...request,
        headers: { accept: manifestTypes, ...request.headers, ...headers },
        signal: AbortSignal.timeout(patienceMs),
      });
    const first = await send({});
    if (first.status !== 401) return first;
    await first.body?.cancel();
    return send({ authorization: await tokenFor(first, login) });
  }

  async function refuse(answer: Response, what: string): Promise<never> {
    throw new Refused(`${host} answered ${answer.status} to ${what}: ${await answer.text()}`);
  }

  async function digestOf(repository: string, tag: string): Promise<string | null> {
    const answer = await ask(repository, tag, { method: "HEAD" });
    if (answer.status === 404) return null;
    const digest = answer.headers.get("docker-content-digest");
    if (!answer.ok || digest === null)
      return refuse(answer, `who is ${repository}:${tag}, and named no digest`);
    return digest;
  }

  async function addTag(repository: string, digest: string, tag: string): Promise<void> {
    const manifest = await ask(repository, digest, { method: "GET" });
    if (!manifest.ok) return refuse(manifest, `the manifest of ${repository}@${digest}`);
    const answer = await ask(repository, tag, {
      method: "PUT",
      headers: { "content-type": manifest.headers.get("content-type") ?? "" },
      body: Buffer.from(await manifest.arrayBuffer()),
    });
    if (!answer.ok) return refuse(answer, `tag ${repository}@${digest} as ${tag}`);
    await answer.body?.cancel();
  }

  return { digestOf, addTag };
}
