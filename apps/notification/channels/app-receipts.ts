import { presenceSchema, type Receipts, receiptsSchema } from "@pakaura/contract/internal";
import type { Invocation } from "@pakaura/platform/invocation";
import { inTime } from "@pakaura/service/in-time";
import type { z } from "zod";

/** What the gateway knows of people who have the app open. Never rejects: what it cannot say counts as no. */
export type AppReceipts = {
  /** Whether the user has a page open that could say that a reminder was seen. */
  isOpen: (userId: string) => Promise<boolean>;
  /** What was shown and seen of the user's fired reminders, by the ids of their events; 100 at most. */
  of: (userId: string, eventIds: readonly string[]) => Promise<Receipts>;
};

type Options = { timeoutMs?: number; restMs?: number; now?: () => number };

/**
 * Asks the gateway within `timeoutMs`. After a question without an answer it is not asked for `restMs`: many reminders
 * come at the same moment, and none of them is to wait for a gateway that is away.
 */
export function createAppReceipts(
  invocation: Pick<Invocation, "invoke">,
  { timeoutMs = 2_000, restMs = 10_000, now = () => performance.now() }: Options = {},
): AppReceipts {
  let restsUntil = -Infinity;

  async function ask<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.output<Schema> | null> {
    if (now() < restsUntil) return null;
    try {
      const asked = invocation.invoke("websocket-gateway", "POST", path, body);
      const answer = await inTime(asked, timeoutMs);
      if (answer.status !== 200) throw new Error(`The gateway answered ${answer.status}`);
      return schema.parse(answer.body);
    } catch {
      restsUntil = now() + restMs;
      return null;
    }
  }

  return {
    isOpen: async (userId) => {
      const answer = await ask("/internal/presence", { user_id: userId }, presenceSchema);
      return answer?.is_open ?? false;
    },
    of: async (userId, eventIds) => {
      const body = { user_id: userId, event_ids: eventIds };
      const answer = await ask("/internal/receipts", body, receiptsSchema);
      return answer ?? { shown: [], seen: [] };
    },
  };
}
