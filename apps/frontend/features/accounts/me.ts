import type { Me } from "@pakaura/contract/http";
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { session } from "../../app/client.ts";
import { request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";

export const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: async ({ signal }) => {
    const me = await request<Me>("/api/v1/me", { signal });
    await session.begin(me);
    return me;
  },
});

/** Who is signed in. Only below the signed-in layout, which has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
