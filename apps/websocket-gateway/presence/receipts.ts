import type { Receipts as Given } from "@pakaura/contract/internal";
import type { Receipt } from "@pakaura/contract/websocket";
import type { State } from "@pakaura/platform/state";
import type { Logger } from "pino";
import type { GatewayLimits } from "../limits.ts";

type ReceiptParts = {
  state: Pick<State, "get" | "set">;
  limits: Pick<GatewayLimits, "receiptWindowMs" | "receiptSeconds">;
  log: Pick<Logger, "warn">;
};

type Offered = { atMs: number; taken: Set<Receipt["state"]> };

/** Reminders that may wait for receipts at a time; of an older one none is taken. */
const mostOffered = 10_000;

function keyOf(userId: string, eventId: string, state: Receipt["state"]): string {
  return `ws:receipt:${userId}:${eventId}:${state}`;
}

/**
 * What sessions say of fired reminders: that a page shows one, and that somebody has seen it. Taken only of what was
 * sent to the user here within `receiptWindowMs`, and once, so that a client can neither speak of what it was not told
 * nor have us write without end.
 */
export class Receipts {
  readonly #parts: ReceiptParts;
  /** By user and event, the oldest first. */
  readonly #offered = new Map<string, Offered>();

  constructor(parts: ReceiptParts) {
    this.#parts = parts;
  }

  /** A fired reminder goes to the sessions of its user here. */
  offer(userId: string, eventId: string): void {
    const name = `${userId}:${eventId}`;
    if (this.#offered.has(name)) return;
    const now = performance.now();
    for (const [oldest, { atMs }] of this.#offered) {
      const isOver = now - atMs >= this.#parts.limits.receiptWindowMs;
      if (!isOver && this.#offered.size < mostOffered) break;
      this.#offered.delete(oldest);
    }
    this.#offered.set(name, { atMs: now, taken: new Set() });
  }

  take(userId: string, { event_id: eventId, state: said }: Receipt): void {
    const { state, limits, log } = this.#parts;
    const offered = this.#offered.get(`${userId}:${eventId}`);
    if (!offered || performance.now() - offered.atMs >= limits.receiptWindowMs) return;
    if (offered.taken.has(said)) return;
    offered.taken.add(said);
    const options = { timeToLiveSeconds: limits.receiptSeconds };
    state
      .set(keyOf(userId, eventId, said), { at: new Date().toISOString() }, options)
      // Then nobody knows that it was seen, and it is sent wherever the person has said.
      .catch((error: unknown) => log.warn({ error }, "a receipt could not be written down"));
  }

  /** What was said of these, to whichever replica. Rejects when the store cannot be asked. */
  async of(userId: string, eventIds: readonly string[]): Promise<Given> {
    const having = async (said: Receipt["state"]) => {
      const entries = await Promise.all(
        eventIds.map((id) => this.#parts.state.get(keyOf(userId, id, said))),
      );
      return eventIds.filter((_, index) => entries[index] !== null);
    };
    const [shown, seen] = await Promise.all([having("shown"), having("seen")]);
    return { shown, seen };
  }
}
