export type StateEntry<Value> = { value: Value; etag: string };

/** Thrown by `set` and `delete` when the given etag is not the current one. */
export class EtagMismatch extends Error {
  constructor(key: string) {
    super(`state key ${key} was changed by somebody else`);
    this.name = "EtagMismatch";
  }
}

/** Key-value state of one service. Values are JSON. */
export type State = {
  get: <Value>(key: string) => Promise<StateEntry<Value> | null>;
  /**
   * Writes the value. With `etag` only if it is still the current one, and with null only if there is none yet, else
   * `EtagMismatch`. A key is written either always with etags or never.
   */
  set: (
    key: string,
    value: unknown,
    options?: { etag?: string | null; timeToLiveSeconds?: number },
  ) => Promise<void>;
  delete: (key: string, options?: { etag?: string }) => Promise<void>;
};
