import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./api.ts";
import { backoffMs } from "./backoff.ts";

/** True for errors that a second try may not have. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status === 429 || error.status >= 500;
}

/**
 * The cache of everything fetched. Events keep it right, so it is never stale by age; `onFetched` is
 * told of each answer, to bring it up to what events said meanwhile.
 */
export function createQueryClient(onFetched: (queryKey: readonly unknown[]) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onSuccess: (_data, query) => onFetched(query.queryKey) }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
        retry: (count, error) => count < 2 && isWorthRetrying(error),
        retryDelay: (attempt) => backoffMs(attempt),
      },
      mutations: { networkMode: "always" },
    },
  });
}
