import { changeState } from "@pakaura/platform/change-state";
import type { State } from "@pakaura/platform/state";
import type { ModelConfig } from "../../model-config.ts";

/** What a person has used of a day. Cost in dollars. */
type Used = { asks: number; cost: number };

type Limits = Pick<ModelConfig, "asksPerDay" | "costPerDay">;

/** Until after the day's end in UTC, whatever the clocks of replicas say. */
const keptSeconds = 172_800;
const nothing: Used = { asks: 0, cost: 0 };

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
  const take = (before: Used | null): Used | null => {
    const { asks, cost: spent } = before ?? nothing;
    const used = { asks: asks + 1, cost: spent + cost };
    return used.asks > asksPerDay || used.cost > costPerDay ? null : used;
  };
  return changeState(state, usedKey(userId, now), take, keptSeconds);
}

/** Gives back what an ask cost less than it might have. */
export async function giveBack(
  state: State,
  { userId, now, cost }: { userId: string; now: number; cost: number },
): Promise<void> {
  const give = (before: Used | null): Used => {
    const { asks, cost: spent } = before ?? nothing;
    return { asks, cost: Math.max(0, spent - cost) };
  };
  await changeState(state, usedKey(userId, now), give, keptSeconds);
}
