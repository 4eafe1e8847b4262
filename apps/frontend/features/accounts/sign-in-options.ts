import type { SignInOptions } from "@pakaura/contract/accounts";
import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";

const usual: SignInOptions = { password: true, single_sign_on: null };

/** How people sign in here. Until it is known, and when it cannot be asked, as they do nearly everywhere. */
export function useSignInOptions(): SignInOptions {
  const { data } = useQuery({
    queryKey: queryKeys.signInOptions,
    queryFn: ({ signal }) => request<SignInOptions>("/api/v1/sign-in-options", { signal }),
    staleTime: Infinity,
  });
  return data ?? usual;
}
