import type { Logger } from "graphile-worker";

let silent: Promise<Logger> | undefined;

/** A logger for `graphile-worker` that says nothing: what matters about a job is logged where it is fired. */
export function workerLog(): Promise<Logger> {
  silent ??= import("graphile-worker").then((library) => new library.Logger(() => () => undefined));
  return silent;
}
