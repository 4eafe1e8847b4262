import type { StreamSession } from "./stream-session.ts";

/** The open sessions of this process, by user. */
export class SessionRegistry {
  readonly #byUser = new Map<string, Set<StreamSession>>();
  readonly #onChanged: (userId: string) => void;
  #count = 0;

  /** `onChanged` is told of each user who has a session more or less. */
  constructor(onChanged: (userId: string) => void = () => undefined) {
    this.#onChanged = onChanged;
  }

  get count(): number {
    return this.#count;
  }

  add(session: StreamSession): void {
    const sessions = this.#byUser.get(session.userId);
    if (sessions?.has(session)) return;
    if (sessions) sessions.add(session);
    else this.#byUser.set(session.userId, new Set([session]));
    this.#count += 1;
    this.#onChanged(session.userId);
  }

  remove(session: StreamSession): void {
    const sessions = this.#byUser.get(session.userId);
    if (!sessions?.delete(session)) return;
    if (sessions.size === 0) this.#byUser.delete(session.userId);
    this.#count -= 1;
    this.#onChanged(session.userId);
  }

  /** The sessions of one user, and of nobody else. */
  of(userId: string): ReadonlySet<StreamSession> | undefined {
    return this.#byUser.get(userId);
  }

  /** Those who have any. */
  users(): Iterable<string> {
    return this.#byUser.keys();
  }

  *all(): Iterable<StreamSession> {
    for (const sessions of this.#byUser.values()) yield* sessions;
  }
}
