import { isIP } from "node:net";

/** Where a request came in. Within a process there is no address. */
export type LocalEnd = { localAddress?: string | undefined; localPort?: number | undefined };

const loopbackName = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i;
const defaultPort = 80;

/** `host:port` as two; null when it is no such thing. */
function split(host: string): { name: string; port: number } | null {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([^[\]:@/?#\s]+))(?::(\d{1,5}))?$/i.exec(host);
  if (!parts) return null;
  return { name: parts[1] ?? parts[2] ?? "", port: Number(parts[3] ?? defaultPort) };
}

/**
 * Whether the `Host` of a request is one that nobody else can have made to lead here (DNS rebinding). On an address
 * that only this machine has, those are its names for itself, with the port. On any other it is an address, or the
 * name of a container: a name that somebody can register has a dot.
 */
export function isOwnHost(host: string, { localAddress, localPort }: LocalEnd): boolean {
  const parts = split(host);
  if (!parts) return false;
  const address = localAddress?.replace(/^::ffff:/i, "");
  if (address !== undefined && !loopbackName.test(address))
    return isIP(parts.name) !== 0 || !parts.name.includes(".");
  return loopbackName.test(parts.name) && parts.port === (localPort ?? defaultPort);
}
