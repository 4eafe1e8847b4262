import { createHmac } from "node:crypto";

/** What an operator's request carries as a bearer token: only who can read the secrets can make it. */
export function operatorToken(secret: string): string {
  return createHmac("sha256", secret).update("pakaura operator").digest("base64url");
}
