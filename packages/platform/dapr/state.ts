import { EtagMismatch, type State, type StateEntry } from "../state.ts";
import { components } from "./component-names.ts";
import { isOk, type Sidecar, refusal } from "./sidecar.ts";

const store = `/v1.0/state/${components.state}`;
/** Dapr: the etag is not the current one. */
const conflict = 409;
const noContent = 204;
/** So often a key is added that others take and leave between two questions. */
const triesToAdd = 3;

/** State in Dapr's store, where the sidecar keeps each service's keys apart. */
export function createState(sidecar: Sidecar): State {
  async function get<Value>(key: string): Promise<StateEntry<Value> | null> {
    const answer = await sidecar.ask("GET", `${store}/${encodeURIComponent(key)}`);
    if (answer.status === noContent) return null;
    if (!isOk(answer)) throw refusal(`state key ${key}`, answer);
    return { value: JSON.parse(answer.text) as Value, etag: answer.headers.get("etag") ?? "" };
  }

  return {
    get,
    async set(key, value, { etag, timeToLiveSeconds } = {}) {
      const entry = {
        key,
        value,
        ...(etag === undefined ? {} : { options: { concurrency: "first-write" } }),
        ...(typeof etag === "string" ? { etag } : {}),
        ...(timeToLiveSeconds === undefined
          ? {}
          : { metadata: { ttlInSeconds: String(timeToLiveSeconds) } }),
      };
      const request = {
        headers: { "content-type": "application/json" },
        body: JSON.stringify([entry]),
      };
      for (let left = etag === null ? triesToAdd : 1; ; left -= 1) {
        const answer = await sidecar.ask("POST", store, request);
        if (answer.status === conflict) throw new EtagMismatch(key);
        if (isOk(answer)) return;
        // Of a key that is there already, Redis's component says no more than that it failed; and it may have gone since.
        if (etag === null && (await get(key)) !== null) throw new EtagMismatch(key);
        if (left === 1) throw refusal(`state key ${key}`, answer);
      }
    },
    async delete(key, { etag } = {}) {
      const headers: Record<string, string> = etag === undefined ? {} : { "if-match": etag };
      const query = etag === undefined ? "" : "?concurrency=first-write";
      const path = `${store}/${encodeURIComponent(key)}${query}`;
      const answer = await sidecar.ask("DELETE", path, { headers });
      if (answer.status === conflict) throw new EtagMismatch(key);
      if (!isOk(answer)) throw refusal(`state key ${key}`, answer);
    },
  };
}
