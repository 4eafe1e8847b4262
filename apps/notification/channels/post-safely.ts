import { lookup } from "node:dns";
import { isPrivateHost } from "@pakaura/service/private-address";
import { createPublicLookup, privateAddress, type Resolve } from "./public-lookup.ts";

const timeoutMs = 10_000;

export type Post = { url: string; headers: Record<string, string>; body: string | Buffer };

/** The answer of somebody else's server was no success. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`It answered ${status}`);
    this.status = status;
  }
}

/**
 * Sends a POST to an address that a user gave. Unless it is allowed, no address of a private network is
 * connected to, whatever the name resolves to in this very moment; redirects are not followed. Rejects with
 * `Refused` for any answer but 2xx.
 */
export async function postSafely(
  { url, headers, body }: Post,
  { allowPrivate, resolve = lookup }: { allowPrivate: boolean; resolve?: Resolve },
): Promise<void> {
  if (!allowPrivate && isPrivateHost(url)) throw privateAddress();
  // Loaded when it is first wanted: most installations call nobody.
  const http = await (url.startsWith("https:") ? import("node:https") : import("node:http"));
  return new Promise((fulfil, reject) => {
    const request = http.request(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
      ...(allowPrivate ? {} : { lookup: createPublicLookup(resolve) }),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      // What it says is of no use, and may be without end.
      response.destroy();
      if (status >= 200 && status < 300) fulfil();
      else reject(new Refused(status));
    });
    request.end(body);
  });
}
