export type Secrets = {
  /** The secret of this name; rejects when there is none. */
  get: (name: string) => Promise<string>;
};
