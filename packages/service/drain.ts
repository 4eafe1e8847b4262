import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

export const drainSetting = z.coerce
  .number()
  .pipe(z.int().min(0).max(600))
  .default(0)
  .describe("for how many seconds a process that is to end still takes requests, from 0 to 600");

/** The end of a process that others still send requests to, until they have heard that it ends. */
export type Drain = {
  isDraining: () => boolean;
  /** Answers of this app say `Connection: close` from the beginning of the end on, so that nobody keeps a connection. */
  watch: (app: FastifyInstance) => void;
  /** From now on the process is ready for nothing new; resolves when the time is over. */
  begin: () => Promise<void>;
};

export function createDrain(seconds: number): Drain {
  let isDraining = false;
  return {
    isDraining: () => isDraining,
    watch(app) {
      app.addHook("onSend", async (_request, reply) => {
        if (isDraining) reply.header("connection", "close");
      });
    },
    async begin() {
      isDraining = true;
      await delay(seconds * 1_000);
    },
  };
}
