import type { StreamSession } from "./stream-session.ts";

/** The open sessions of this process, by user. */
export class SessionRegistry {
  readonly #byUser = new Map<string, Set<StreamSession>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(session: StreamSession): void {
    const sessions = this.#byUser.get(session.userId);
    if (sessions?.has(session)) return;
    if (sessions) sessions.add(session);
    else this.#byUser.set(session.userId, new Set([session]));
    this.#count += 1;
  }

  remove(session: StreamSession): void {
    const sessions = this.#byUser.get(session.userId);
    if (!sessions?.delete(session)) return;
    if (sessions.size === 0) this.#byUser.delete(session.userId);
    this.#count -= 1;
  }

  /** The sessions of one user, and of nobody else. */
  of(userId: string): ReadonlySet<StreamSession> | undefined {
    return this.#byUser.get(userId);
  }

  *all(): Iterable<StreamSession> {
    for (const sessions of this.#byUser.values()) yield* sessions;
  }
}
