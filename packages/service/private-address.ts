import ipaddr from "ipaddr.js";

/** All that is handed out of IPv6 to anybody (https://www.iana.org/assignments/ipv6-address-space). */
const handedOut = ipaddr.IPv6.parseCIDR("2000::/3");
/** The half of an ISATAP address that says that the other half is one of IPv4 (RFC 5214, 6.1). */
const isatapMarks = new Set(["0:5efe", "200:5efe"]);

function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return isatapMarks.has(
    parts
      .slice(4, 6)
      .map((part) => part.toString(16))
      .join(":"),
  );
}

/**
 * True for an IP address that is not one of the public internet: what IANA's registries of special purposes name, for
 * both versions, and every form of IPv6 that carries one of IPv4 within.
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // One of IPv4 within IPv6 (::ffff:10.0.0.1) becomes what it is.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return true;
  return parsed instanceof ipaddr.IPv6 && (!parsed.match(handedOut) || isIsatap(parsed));
}

/** True when the host of a URL is such an address, or a name that never leaves the machine. */
export function isPrivateHost(url: string): boolean {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, "");
  return isPrivateAddress(host) || /(^|\.)localhost\.?$/.test(host);
}
