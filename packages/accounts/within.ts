import { inTime } from "@pakaura/service/in-time";
import { ProviderAway } from "./provider-metadata.ts";

/** What `promise` resolves with; rejects with `ProviderAway` when that takes longer than `patienceMs`. */
export function within<Result>(patienceMs: number, promise: Promise<Result>): Promise<Result> {
  return inTime(promise, patienceMs, () => new ProviderAway("The provider is too slow"));
}
