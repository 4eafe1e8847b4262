import { Problem } from "@pakaura/service/problem";

/** What takes places, in the plural, and how many there are. */
type PlacesOptions = { what: string; perUser: number; inAll: number };

/** When somebody who found no place may ask again. */
const retryAfterSeconds = 5;

/**
 * Places for work that is too much to be done for everybody at once. Whoever finds none is told so at
 * once, and when to come again: 429 for a user's own, 503 for everybody's.
 */
export class Places {
  #taken = new Map<string, number>();
  #sum = 0;
  readonly #options: PlacesOptions;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** Takes a place of the user. Gives what gives it back, which may be called more than once. */
  take(userId: string): () => void {
    const { what, perUser, inAll } = this.#options;
    const headers = { "retry-after": String(retryAfterSeconds) };
    const own = this.#taken.get(userId) ?? 0;
    if (own >= perUser) {
      const detail = `At most ${perUser} ${what} of one person are done at once. Try again in ${retryAfterSeconds} s.`;
      throw new Problem("rate_limited", detail, { headers });
    }
    if (this.#sum >= inAll) {
      const detail = `Too many ${what} are under way. Try again in ${retryAfterSeconds} s.`;
      throw new Problem("unavailable", detail, { headers });
    }
    this.#add(userId, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#add(userId, -1);
      isTaken = false;
    };
  }

  #add(userId: string, count: 1 | -1): void {
    const own = (this.#taken.get(userId) ?? 0) + count;
    if (own === 0) this.#taken.delete(userId);
    else this.#taken.set(userId, own);
    this.#sum += count;
  }
}
