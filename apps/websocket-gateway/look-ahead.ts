import type { SessionRegistry } from "./session-registry.ts";
import type { StreamLog } from "./stream-log.ts";

/** Is told of each delivered event: whose it is and when it was made (ISO 8601). */
export type LookAhead = (userId: string, time: string) => void;

type Options = { registry: SessionRegistry; streamLog: StreamLog; lateMs: number };

/**
 * Spares open sessions a broker that is behind: after a long import, or when it was away, events come one
 * by one and late. The log has all that follow them already, so the sessions of their user read
 * on there, and what is delivered afterwards is known to them. One look at a time for each user.
 */
export function createLookAhead({ registry, streamLog, lateMs }: Options): LookAhead {
  const looking = new Set<string>();

  async function look(userId: string): Promise<void> {
    const { sequence } = await streamLog.position(userId);
    for (const session of registry.of(userId) ?? []) session.reach(sequence);
  }

  return (userId, time) => {
    if (Date.now() - Date.parse(time) < lateMs || looking.has(userId)) return;
    looking.add(userId);
    look(userId)
      // The next delivery is looked ahead from again, and brings its event whatever the log says.
      .catch(() => undefined)
      .finally(() => looking.delete(userId));
  };
}
