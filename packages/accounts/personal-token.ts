import { createHash, randomBytes } from "node:crypto";

const form = /^pak_[A-Za-z0-9_-]{43}$/;

/** A new personal access token: `pak_` and 256 random bits in base64url. */
export function mintToken(): string {
  return `pak_${randomBytes(32).toString("base64url")}`;
}

/** What is stored of a token: SHA-256 in hex. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** True for text that could be a token of ours. */
export function isTokenForm(text: string): boolean {
  return form.test(text);
}
