import { hash } from "node:crypto";

/** The UUID of a text: always the same for the same one (version 8, RFC 9562). */
export function uuidOf(text: string): string {
  const hex = hash("sha1", text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
