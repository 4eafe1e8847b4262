import type { StreamEvent } from "@pakaura/contract/events";
import { vi } from "vitest";
import { listen, type Listener } from "../listener.ts";

/** A gateway that has just come is not found at once by whoever leads to it: a browser tries again, too. */
const patience = { timeout: 60_000, interval: 250 };

/** A session that loses its connection with every crash and catches up from the last sequence it saw. */
export class AwaySession {
  readonly events: StreamEvent[] = [];
  #epoch: string | undefined;
  #connection: Listener | undefined;

  async connect(url: string, token: string): Promise<void> {
    const connection = await vi.waitFor(() => listen(url, token), patience);
    const hello = connection.messages[0];
    if (hello?.type !== "hello") throw new Error("the first message is not hello");
    this.#epoch ??= hello.epoch;
    const since = this.events.at(-1)?.sequence ?? 0;
    connection.send({ type: "catchup", epoch: this.#epoch, since });
    const answer = await connection.waitFor(
      (message) => message.type === "caught-up" || message.type === "resync",
    );
    if (answer.type === "resync") throw new Error("a crash must not force a resync");
    this.#connection = connection;
  }

  /** Keeps what the connection brought; called once it is gone. */
  disconnect(): void {
    for (const message of this.#connection?.messages ?? []) {
      if (message.type === "event") this.events.push(message.event);
    }
    this.#connection?.close();
    this.#connection = undefined;
  }
}
