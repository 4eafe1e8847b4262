import { BlockList, isIP } from "node:net";

/** Addresses that lead into a machine or its network, and not to the internet (RFC 6890 and its registries). */
const ranges = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  // Teredo and 6to4, which carry an address of IPv4 within.
  "2001::/32",
  "2002::/16",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
];

const list = new BlockList();
for (const range of ranges) {
  const [network = "", prefix = ""] = range.split("/");
  list.addSubnet(network, Number(prefix), network.includes(":") ? "ipv6" : "ipv4");
}

/** True for an IP address (also one of IPv4 within IPv6) that is not one of the public internet. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** True when the host of a URL is such an address, or a name that never leaves the machine. */
export function isPrivateHost(url: string): boolean {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, "");
  return isPrivateAddress(host) || /(^|\.)localhost\.?$/.test(host);
}
