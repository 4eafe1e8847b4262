import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

type Release = (destroy?: boolean | Error) => void;
type OnClient = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: Release,
) => void;

/** PostgreSQL takes connections or queries, and does not answer. */
export class DatabaseSilent extends Error {
  override name = "DatabaseSilent";
  constructor() {
    super("PostgreSQL does not answer");
  }
}

/** What `pg` and its pool say of an answer that did not come. */
const noAnswer =
  /^(Query read timeout|timeout expired|timeout exceeded|Connection terminated due to)/;
/** A server that is only busy answers within this. */
const probeMs = 1_000;
const probePauseMs = 500;

/**
 * A pool that, after an answer did not come, asks PostgreSQL whether it is there at all before anybody else
 * waits for it in turn. While it is silent everybody is refused at once; that one slow query delays
 * nobody by more than the time of a round trip.
 */
export class WatchedPool extends pg.Pool {
  #isSilent = false;
  #probing: Promise<void> | undefined;

  constructor(options: pg.PoolConfig) {
    super(options);
    this.on("release", (error) => this.#suspect(error));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(onClient: OnClient): void;
  override connect(onClient?: OnClient): Promise<pg.PoolClient> | void {
    if (!onClient) return this.#connectWatched();
    if (this.#probing === undefined) {
      return super.connect((error, client, release) => {
        this.#suspect(error);
        onClient(error, client, release);
      });
    }
    void this.#answer().then(
      () => super.connect(onClient),
      (error: Error) => onClient(error, undefined, () => undefined),
    );
  }

  async #connectWatched(): Promise<pg.PoolClient> {
    if (this.#probing !== undefined) await this.#answer();
    try {
      return await super.connect();
    } catch (error) {
      this.#suspect(error);
      throw error;
    }
  }

  /** Resolves when the server has answered; rejects when it is known not to, or does not within a second. */
  async #answer(): Promise<void> {
    if (this.#isSilent) throw new DatabaseSilent();
    await Promise.race([this.#probing, delay(probeMs, undefined, { ref: false })]);
    if (this.#isSilent) throw new DatabaseSilent();
  }

  #suspect(error: unknown): void {
    if (this.#probing !== undefined || this.ending) return;
    if (error instanceof Error && noAnswer.test(error.message)) {
      this.#probing = this.#probeUntilItAnswers().finally(() => (this.#probing = undefined));
    }
  }

  async #probeUntilItAnswers(): Promise<void> {
    while (!this.ending && !(await this.#answers())) {
      if (!this.#isSilent) this.#dropIdle();
      this.#isSilent = true;
      await delay(probePauseMs, undefined, { ref: false });
    }
    this.#isSilent = false;
  }

  /** Whether the server answers; that it refuses is an answer as well, which everybody may hear for themselves. */
  async #answers(): Promise<boolean> {
    const client = new pg.Client({
      ...this.options,
      connectionTimeoutMillis: probeMs,
      query_timeout: probeMs,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select");
      return true;
    } catch (error) {
      return !(error instanceof Error && noAnswer.test(error.message));
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  /** On a network that has changed they lead nowhere, and each would be found out by somebody who waits. */
  #dropIdle(): void {
    for (let count = this.idleCount; count > 0; count -= 1) {
      super.connect((_error, _client, release: Release | undefined) => release?.(true));
    }
  }
}
