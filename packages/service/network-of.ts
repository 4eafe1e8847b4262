import ipaddr from "ipaddr.js";

const partsOfNetwork = 4;

/**
 * What one sender can be counted by: an IPv4 address, also one written as IPv6, or the /64 of an IPv6 address,
 * which is the least that one customer gets (RFC 6177). "unknown" for what is no address.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const parts = parsed.parts.slice(0, partsOfNetwork).map((part) => part.toString(16));
  return `${parts.join(":")}::/64`;
}
