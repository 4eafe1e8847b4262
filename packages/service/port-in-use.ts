import { once } from "node:events";
import { createServer } from "node:net";
import { OperatorError } from "@pakaura/database/errors";
import type { FastifyInstance } from "fastify";

/** Something else listens on a port of ours, or the address is not one that we may listen on. */
export class PortInUse extends OperatorError {
  override name = "PortInUse";
}

export type Address = {
  variable: "PORT" | "INTERNAL_PORT";
  host: string;
  port: number;
  /** What the person typed, for an example with another port. */
  command?: string;
};

const reasons: Record<string, (address: Address) => string> = {
  EADDRINUSE: ({ variable, port, command = "npm start" }) =>
    `Port ${port} is in use by another program; choose another one with ${variable}, for example ${variable}=${port + 10} ${command}`,
  EACCES: ({ variable, port }) =>
    `Port ${port} needs rights that this user does not have; choose one above 1023 with ${variable}`,
  EADDRNOTAVAIL: ({ host }) => `HOST: got "${host}", wants an address of this machine`,
  // A link-local address without its interface.
  EINVAL: ({ host }) => `HOST: got "${host}", wants an address of this machine`,
  ENOTFOUND: ({ host }) => `HOST: got "${host}", wants an address of this machine`,
  EAI_AGAIN: ({ host }) => `HOST: got "${host}", wants an address of this machine`,
};

function explain(error: unknown, address: Address): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = reasons[code]?.(address);
  return reason === undefined ? error : new PortInUse(reason, { cause: error });
}

/** Rejects with PortInUse when the address is taken: asked before anything else is started. */
export async function checkAddress(address: Address): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host: address.host, port: address.port });
    await once(server, "listening");
  } catch (error) {
    throw explain(error, address);
  } finally {
    server.close();
  }
}

/** Listens, and resolves with the port, which is chosen by the system when it is 0. */
export async function listenOn(app: FastifyInstance, address: Address): Promise<number> {
  try {
    await app.listen({ host: address.host, port: address.port });
  } catch (error) {
    throw explain(error, address);
  }
  const bound = app.server.address();
  return typeof bound === "object" && bound !== null ? bound.port : address.port;
}
