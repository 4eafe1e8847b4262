import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { Message } from "./deliver-persistently.ts";
import { deliver } from "./delivery.ts";
import { messageFacts } from "./message-facts.ts";
import type { PlatformObserver } from "./observer.ts";

export type OnceOptions = {
  group: string;
  app: FastifyInstance;
  log: Log;
  observer: PlatformObserver;
  /** A handler that takes longer counts as failed. */
  timeoutMs: number;
};

/** For a broadcast: a message is delivered once, whatever comes back (the socket is a hint). */
export async function deliverOnce(options: OnceOptions, message: Message): Promise<void> {
  const { group, app, log, observer, timeoutMs } = options;
  const failure = await deliver(app, message, timeoutMs);
  if (failure)
    log.warn(
      { group, ...messageFacts(message), error: failure.error },
      "A broadcast was not taken",
    );
  observer.onProcessed(group, message.type, failure ? "dead_letter" : "ok");
}
