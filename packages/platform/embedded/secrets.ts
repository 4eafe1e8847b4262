import type { Secrets } from "../secrets.ts";

/** Secrets that the process was started with. */
export function createSecrets(values: Readonly<Record<string, string>>): Secrets {
  return {
    async get(name) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) throw new Error(`There is no secret ${name}`);
      return value;
    },
  };
}
