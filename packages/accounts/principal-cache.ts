import type { Principal } from "./principal.ts";

/** Longest life of an entry: what a lost notice of an ended session can cost. */
const lifetimeMs = 2_000;
const capacity = 20_000;

/** A short memory of principals, so that a busy client does not cost a query for each request. */
export class PrincipalCache {
  #entries = new Map<string, { principal: Principal; until: number }>();
  #generation = 0;

  /** The principal of this key, from memory or by `find`. An answer older than `clear` is not kept. */
  async get(
    key: string,
    isUsable: boolean,
    find: () => Promise<Principal | null>,
  ): Promise<Principal | null> {
    const now = Date.now();
    const entry = this.#entries.get(key);
    if (isUsable && entry !== undefined && now < entry.until) return entry.principal;
    const generation = this.#generation;
    const principal = await find();
    if (isUsable && principal !== null && generation === this.#generation) {
      if (this.#entries.size >= capacity) this.#entries.clear();
      const until = Math.min(now + lifetimeMs, principal.expiresAtMs ?? Infinity);
      this.#entries.set(key, { principal, until });
    }
    return principal;
  }

  /** Forgets everything. */
  clear(): void {
    this.#generation += 1;
    this.#entries.clear();
  }
}
