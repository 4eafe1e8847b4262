import type { Pool, PoolClient } from "pg";

type Release = (destroy?: boolean | Error) => void;
type OnConnect = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: Release,
) => void;

/**
 * The pool, but for a client that was asked for with a callback: releasing it again does nothing.
 * The job library releases the client that it listens on twice when it is stopped while that
 * connection breaks, and the pool's refusal of the second time would end the process. A pool that has ended
 * gives neither a client nor a way to release it, and the library releases all the same.
 */
export function releaseOnce(pool: Pool): Pool {
  function connect(onConnect?: OnConnect): Promise<PoolClient> | void {
    if (!onConnect) return pool.connect();
    pool.connect((error, client, release: Release | undefined) => {
      let isReleased = false;
      onConnect(error, client, (destroy) => {
        if (isReleased) return;
        isReleased = true;
        release?.(destroy);
      });
    });
  }
  return new Proxy(pool, {
    get(target, key) {
      if (key === "connect") return connect;
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...given: unknown[]): unknown => Reflect.apply(value, target, given);
    },
  });
}
