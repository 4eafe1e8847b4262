import { type Token, tokenScopes } from "@pakaura/contract/http";
import { z } from "zod";

/** A token as `tokenColumns` reads it. */
export type TokenRow = {
  id: string;
  name: string;
  scope: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
};

export const tokenColumns = "id, name, scope, created_at, expires_at, last_used_at";

/** The row in the form of the API. */
export function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    scope: z.enum(tokenScopes).parse(row.scope),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
