import { Agent, type ClientRequestArgs } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Nothing was sent: nobody took the connection in time. */
export const notConnectedCode = "ERR_NOT_CONNECTED";

/** How long a replica may take to take a connection: one question that was lost is asked again after a second. */
export const connectMs = 2_000;

class NotConnectedError extends Error {
  readonly code = notConnectedCode;

  constructor(host: string) {
    super(`${host} took no connection within ${connectMs} ms`);
  }
}

/**
 * Connections that are there within `connectMs`, or fail with `ERR_NOT_CONNECTED`. Where a pod has just gone nobody
 * refuses one, and the system would go on asking for two minutes.
 */
export class ConnectingAgent extends Agent {
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const socket = super.createConnection(options, callback);
    if (socket instanceof Socket) {
      const late = setTimeout(() => {
        socket.destroy(new NotConnectedError(String(options.host)));
      }, connectMs);
      socket.once("connect", () => clearTimeout(late)).once("close", () => clearTimeout(late));
    }
    return socket;
  }
}
