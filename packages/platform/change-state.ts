import { EtagMismatch, type State } from "./state.ts";

const tries = 5;

/**
 * Writes what `change` makes of the value of a key, null where there is none, and begins anew when somebody else wrote
 * meanwhile. False when `change` gives null, or others have written each time.
 */
export async function changeState<Value>(
  state: State,
  key: string,
  change: (value: Value | null) => Value | null,
  timeToLiveSeconds: number,
): Promise<boolean> {
  for (let left = tries; left > 0; left -= 1) {
    const entry = await state.get<Value>(key);
    const value = change(entry?.value ?? null);
    if (value === null) return false;
    try {
      await state.set(key, value, { etag: entry?.etag ?? null, timeToLiveSeconds });
      return true;
    } catch (error) {
      if (!(error instanceof EtagMismatch)) throw error;
    }
  }
  return false;
}
