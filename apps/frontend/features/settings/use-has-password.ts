import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { readHasPassword } from "../accounts/accounts-api.ts";

/** Whether the person has a password to confirm things with; true until it is known. */
export function useHasPassword(): boolean {
  return useQuery({ queryKey: queryKeys.accounts, queryFn: readHasPassword }).data ?? true;
}
