import type { Replica } from "@pakaura/platform/replica";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import { inTime } from "@pakaura/service/in-time";
import type { Logger } from "pino";
import type { GatewayLimits } from "../limits.ts";
import type { SessionRegistry } from "../session-registry.ts";
import { liveReplicas, userKey, type UserReplicas } from "./user-replicas.ts";

type PresenceParts = {
  state: State;
  replica: Pick<Replica, "id" | "address">;
  registry: Pick<SessionRegistry, "of" | "users">;
  limits: Pick<GatewayLimits, "presenceBeatMs" | "presenceSeconds" | "presenceStopMs">;
  log: Pick<Logger, "warn">;
};

/** Users whose entries are written at the same time. */
const writers = 4;
/** Tries of one write against replicas that write the same entry; the next beat tries again. */
const mostTries = 5;

/**
 * Keeps in the state store which replicas hold sessions of whom (`ws:user:{user_id}`), for as long as they say so. It
 * is a hint: without the store nothing is known of anybody, and nobody waits for it.
 */
export class Presence {
  readonly #parts: PresenceParts;
  /** What this replica has last said of users, and when. */
  readonly #said = new Map<string, { receipts: boolean; atMs: number }>();
  readonly #waiting = new Set<string>();
  readonly #inHand = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  /** The store does not answer: nothing is asked of it until the next beat. */
  #isPaused = false;
  #isStopped = false;
  #onIdle: (() => void) | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.beat(), parts.limits.presenceBeatMs);
    this.#timer.unref();
  }

  /** The sessions of a user have changed. */
  changed(userId: string): void {
    if (this.#isPaused || this.#isStopped) return;
    this.#waiting.add(userId);
    this.#work();
  }

  /** Says again of everybody who is here, so that it does not expire, and what could not be said before. */
  beat(): void {
    this.#isPaused = false;
    for (const userId of [...this.#said.keys(), ...this.#parts.registry.users()])
      this.#waiting.add(userId);
    this.#work();
  }

  /** Whether somebody has a session open, anywhere, that can say that a reminder was seen. */
  async isOpen(userId: string): Promise<boolean> {
    const { replicas } = await this.#read(userId);
    return Object.values(replicas).some(({ receipts }) => receipts);
  }

  /** Where other replicas are that hold sessions of the user. */
  async othersOf(userId: string): Promise<string[]> {
    const { replicas } = await this.#read(userId);
    return Object.entries(replicas).flatMap(([id, { address }]) =>
      id === this.#parts.replica.id || address === null ? [] : [address],
    );
  }

  /** Writes what waits, as far as it can within `presenceStopMs`; the rest expires. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#inHand.size > 0) {
      const { promise: idle, resolve } = Promise.withResolvers<void>();
      this.#onIdle = resolve;
      await inTime(idle, this.#parts.limits.presenceStopMs).catch(() => undefined);
    }
    this.#isStopped = true;
    this.#waiting.clear();
  }

  async #read(userId: string): Promise<UserReplicas> {
    const { state, limits } = this.#parts;
    const kept = await state.get(userKey(userId));
    return liveReplicas(kept?.value, limits.presenceSeconds, Date.now());
  }

  /** One entry is written by one writer at a time, so that what is said last is what is true. */
  #work(): void {
    for (const userId of this.#waiting) {
      if (this.#inHand.size >= writers) return;
      if (this.#inHand.has(userId)) continue;
      this.#waiting.delete(userId);
      this.#inHand.add(userId);
      void this.#settle(userId)
        .catch((error: unknown) => this.#pause(error))
        .finally(() => {
          this.#inHand.delete(userId);
          this.#work();
          if (this.#inHand.size === 0) this.#onIdle?.();
        });
    }
  }

  #pause(error: unknown): void {
    this.#waiting.clear();
    if (this.#isPaused || this.#isStopped) return;
    this.#isPaused = true;
    this.#parts.log.warn({ error }, "who has the app open could not be written down");
  }

  /** Null when nobody is here. */
  #wanted(userId: string): { receipts: boolean } | null {
    const sessions = this.#parts.registry.of(userId);
    return sessions ? { receipts: [...sessions].some((one) => one.givesReceipts) } : null;
  }

  async #settle(userId: string): Promise<void> {
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const wanted = this.#wanted(userId);
      const said = this.#said.get(userId);
      if (!wanted && !said) return;
      const freshMs = this.#parts.limits.presenceBeatMs / 2;
      const isFresh = said !== undefined && performance.now() - said.atMs < freshMs;
      if (isFresh && wanted?.receipts === said.receipts) return;
      try {
        await this.#write(userId, wanted);
      } catch (error) {
        if (!(error instanceof EtagMismatch)) throw error;
        continue;
      }
      if (wanted) this.#said.set(userId, { ...wanted, atMs: performance.now() });
      else this.#said.delete(userId);
      return;
    }
  }

  /** `EtagMismatch` when another replica has written meanwhile. */
  async #write(userId: string, wanted: { receipts: boolean } | null): Promise<void> {
    const { state, replica, limits } = this.#parts;
    const key = userKey(userId);
    const kept = await state.get(key);
    const { replicas } = liveReplicas(kept?.value, limits.presenceSeconds, Date.now());
    const { [replica.id]: _own, ...others } = replicas;
    const { id, address } = replica;
    const own = wanted && { [id]: { address, ...wanted, updated_at: new Date().toISOString() } };
    const value: UserReplicas = { replicas: { ...others, ...own } };
    if (Object.keys(value.replicas).length > 0) {
      const timeToLiveSeconds = limits.presenceSeconds;
      await state.set(key, value, { etag: kept?.etag ?? null, timeToLiveSeconds });
    } else if (kept) {
      await state.delete(key, { etag: kept.etag });
    }
  }
}
