import type { Secrets } from "../secrets.ts";
import { components } from "./component-names.ts";
import { isOk, type Sidecar } from "./sidecar.ts";

/** Secrets in Dapr's secret store: of a secret with several keys, the one with its own name. */
export function createSecrets(sidecar: Sidecar): Secrets {
  return {
    async get(name) {
      const path = `/v1.0/secrets/${components.secrets}/${encodeURIComponent(name)}`;
      const answer = await sidecar.ask("GET", path);
      const keys: unknown = isOk(answer) && answer.text !== "" ? JSON.parse(answer.text) : {};
      const value: unknown = typeof keys === "object" && keys ? Reflect.get(keys, name) : undefined;
      if (typeof value !== "string") throw new Error(`There is no secret ${name}`);
      return value;
    },
  };
}
