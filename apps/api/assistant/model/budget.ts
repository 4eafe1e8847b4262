import { EtagMismatch, type State } from "@pakaura/platform/state";
import type { ModelConfig } from "../../model-config.ts";

/** What a person has used of a day. Cost in dollars. */
type Used = { asks: number; cost: number };

type Limits = Pick<ModelConfig, "asksPerDay" | "costPerDay">;

/** Until after the day's end in UTC, whatever the clocks of replicas say. */
const keptSeconds = 172_800;
const tries = 5;

const usedKey = (userId: string, now: number): string =>
  `assistant used ${userId} ${new Date(now).toISOString().slice(0, 10)}`;

/**
 * Takes an ask of a day and what it may cost at most from a person's share, before anything is sent. False when that is
 * more than is left.
 */
export async function takeAsk(
  state: State,
  { userId, now, cost }: { userId: string; now: number; cost: number },
  { asksPerDay, costPerDay }: Limits,
): Promise<boolean> {
  return changeUsed(state, usedKey(userId, now), ({ asks, cost: before }) => {
    const used = { asks: asks + 1, cost: before + cost };
    return used.asks > asksPerDay || used.cost > costPerDay ? null : used;
  });
}

/** Gives back what an ask cost less than it might have. */
export async function giveBack(
  state: State,
  { userId, now, cost }: { userId: string; now: number; cost: number },
): Promise<void> {
  await changeUsed(state, usedKey(userId, now), ({ asks, cost: before }) => ({
    asks,
    cost: Math.max(0, before - cost),
  }));
}

/** False when `change` gives null, or too many others change the same. */
async function changeUsed(
  state: State,
  key: string,
  change: (used: Used) => Used | null,
): Promise<boolean> {
  for (let left = tries; left > 0; left -= 1) {
    const entry = await state.get<Used>(key);
    const used = change(entry?.value ?? { asks: 0, cost: 0 });
    if (used === null) return false;
    try {
      await state.set(key, used, { etag: entry?.etag ?? null, timeToLiveSeconds: keptSeconds });
      return true;
    } catch (error) {
      if (!(error instanceof EtagMismatch)) throw error;
    }
  }
  return false;
}
