import { randomUUID } from "node:crypto";
import {
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

/** Clients of revisions before 2026-07-28 begin a session; whose it is, nobody else may use it. */
type Session = {
  owner: string;
  transport: WebStandardStreamableHTTPServerTransport;
  server: McpServer;
  usedAtMs: number;
};

export type SessionLimits = {
  /** Of one person's. The one that was used longest ago ends for another. */
  perOwner: number;
  inAll: number;
  idleMs: number;
};

export const sessionLimits: SessionLimits = { perOwner: 20, inAll: 1_000, idleMs: 1_800_000 };

/** The open sessions. A client whose session has ended is answered 404, and begins another (specification). */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #limits: SessionLimits;
  readonly #now: () => number;

  constructor(limits: SessionLimits = sessionLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** How many are open. */
  get size(): number {
    return this.#sessions.size;
  }

  /** The way into a session; null when it has ended, or is somebody else's. */
  find(id: string, owner: string): WebStandardStreamableHTTPServerTransport | null {
    const session = this.#sessions.get(id);
    if (session?.owner !== owner) return null;
    session.usedAtMs = this.#now();
    return session.transport;
  }

  /** Begins a session, which is there from when the client's `initialize` is answered. */
  async begin(owner: string, server: McpServer): Promise<WebStandardStreamableHTTPServerTransport> {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: async (id) => {
        await this.#makeRoom(owner);
        this.#sessions.set(id, { owner, transport, server, usedAtMs: this.#now() });
      },
      onsessionclosed: (id) => void this.#sessions.delete(id),
    });
    await server.connect(transport);
    return transport;
  }

  async close(): Promise<void> {
    for (const id of this.#sessions.keys()) await this.#end(id);
  }

  async #makeRoom(owner: string): Promise<void> {
    const byUse = [...this.#sessions].toSorted(
      ([, one], [, other]) => one.usedAtMs - other.usedAtMs,
    );
    const oldest = this.#now() - this.#limits.idleMs;
    const own = byUse.filter(([, session]) => session.owner === owner);
    const ended = new Set([
      ...byUse.filter(([, { usedAtMs }]) => usedAtMs < oldest).map(([id]) => id),
      ...own.slice(0, Math.max(0, own.length + 1 - this.#limits.perOwner)).map(([id]) => id),
      ...byUse.slice(0, Math.max(0, byUse.length + 1 - this.#limits.inAll)).map(([id]) => id),
    ]);
    for (const id of ended) await this.#end(id);
  }

  async #end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    await session?.server.close();
  }
}
