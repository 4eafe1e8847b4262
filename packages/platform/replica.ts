import { randomUUID } from "node:crypto";

/** One of the processes that a service consists of, among the others of the same service. */
export type Replica = {
  /** Its own, and of no other one that runs. */
  id: string;
  /** Where the others reach it, as `http://host:port`; null where they cannot. */
  address: string | null;
  /**
   * Posts to `/internal/replica/...` of another replica, once. Rejects when it does not take it within a second: it
   * may have ended long ago.
   */
  post: (address: string, path: `/internal/replica/${string}`, body: unknown) => Promise<void>;
};

/** A replica that no other one reaches. */
export function loneReplica(): Replica {
  return {
    id: randomUUID(),
    address: null,
    post: (address) => Promise.reject(new Error(`There is no replica at ${address}`)),
  };
}
