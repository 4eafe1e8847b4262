import { finished } from "node:stream";
import type { FastifyReply } from "fastify";

/** Aborted when the client goes before it has its whole answer. `release` is called at the end, whatever it is. */
export function whenGone(reply: FastifyReply, release: () => void): AbortSignal {
  const gone = new AbortController();
  finished(reply.raw, { readable: false }, (error) => {
    release();
    if (error) gone.abort();
  });
  return gone.signal;
}
