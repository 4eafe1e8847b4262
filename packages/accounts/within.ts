import { ProviderAway } from "./provider-metadata.ts";

/** What `promise` resolves with; rejects with `ProviderAway` when that takes longer than `patienceMs`. */
export async function within<Result>(
  patienceMs: number,
  promise: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ProviderAway("The provider is too slow")), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
