import type { Token } from "@pakaura/contract/http";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { messageOf, ProblemError, request } from "../../lib/api.ts";
import { m } from "../../messages/all-messages.ts";
import { queryKeys } from "../../lib/query-keys.ts";

/** The access tokens of the person, newest first. */
export function useTokens(): UseQueryResult<{ items: Token[] }> {
  return useQuery({
    queryKey: queryKeys.tokens,
    queryFn: ({ signal }) => request<{ items: Token[] }>("/api/v1/tokens", { signal }),
    refetchOnMount: "always",
  });
}

/** Why a token was not made, for people. */
export function tokenMessage(error: unknown): string {
  const isOneTooMany = error instanceof ProblemError && error.code === "conflict";
  return isOneTooMany ? m.settings.tokens.tooMany : messageOf(error);
}

/** Revokes all of them. */
export function revokeTokens(): Promise<unknown> {
  return request("/api/v1/tokens", { method: "DELETE" });
}
