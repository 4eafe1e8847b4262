import pg from "pg";
import { DatabaseNotPermitted, DatabaseUnreachable } from "./errors.ts";

/** SQLSTATE classes and codes that mean "not reachable": connection, authorization, no such database, no more connections, shutting down. */
const unreachable = /^(08|28|3D|53300|57P)/;
const notPermitted = "42501";

/**
 * Turns what `pg` rejects with into DatabaseUnreachable or DatabaseNotPermitted where it is that, and
 * returns everything else as it is. `host` is a host name or a socket folder.
 */
export function explainDatabaseError(host: string, error: unknown): unknown {
  if (error instanceof pg.DatabaseError) {
    if (error.code === notPermitted) return new DatabaseNotPermitted(host, error.message, error);
    if (unreachable.test(error.code ?? ""))
      return new DatabaseUnreachable(host, error.message, error);
    return error;
  }
  if (error instanceof AggregateError) {
    return new DatabaseUnreachable(host, error.errors.map(reasonOf).join("; "), error);
  }
  if (isConnectionError(error)) return new DatabaseUnreachable(host, reasonOf(error), error);
  return error;
}

function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  // System errors of the socket and of name resolution carry `syscall`; pg's own have only a text.
  return (
    "syscall" in error ||
    /^(Connection terminated|timeout expired|.*SSL connection)/.test(error.message)
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
