import type { Logger } from "graphile-worker";

let silent: Promise<Logger> | undefined;

/**
 * A logger for `graphile-worker` that says nothing: what matters about a job is logged where it is fired. When a worker loses the
 * database, the library writes a trace past its logger, between the lines of ours; that says nothing any more, either.
 */
export function workerLog(): Promise<Logger> {
  silent ??= import("graphile-worker").then((library) => {
    console.trace = () => undefined;
    return new library.Logger(() => () => undefined);
  });
  return silent;
}
