import type { SharedLimit } from "@pakaura/database/shared-limit";
import { refuseIfLimited } from "../http/rate-limited.ts";

/** What one attempt has taken of limits, so that it can be given back. */
export class Taken {
  readonly #taken: { limit: SharedLimit; key: string }[] = [];

  /** Takes one. Answers the whole seconds to wait, 0 when it was taken. */
  async try(limit: SharedLimit, key: string): Promise<number> {
    const seconds = await limit.take(key);
    if (seconds === 0) this.#taken.push({ limit, key });
    return seconds;
  }

  /** As `try`; refuses (429) when there is nothing left. */
  async require(limit: SharedLimit, key: string): Promise<void> {
    refuseIfLimited(await this.try(limit, key));
  }

  /** An attempt that did not fail does not count. */
  async end(hasFailed: boolean): Promise<void> {
    if (!hasFailed) await Promise.all(this.#taken.map(({ limit, key }) => limit.giveBack(key)));
  }
}
