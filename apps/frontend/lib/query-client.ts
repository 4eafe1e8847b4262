import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./api.ts";
import { backoffMs } from "./backoff.ts";

/** True for errors that a second try may not have. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status === 429 || error.status >= 500;
}

/** The cache of what is fetched besides the tasks. It is renewed by hints, so it is never stale by age. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
