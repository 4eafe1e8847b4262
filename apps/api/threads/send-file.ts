import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { readChunks } from "./chunks.ts";
import type { Places } from "./places.ts";
import type { ExportWork } from "./thread-work.ts";
import type { Threads } from "./threads.ts";
import { whenGone } from "./when-gone.ts";

/** Where files are written, and how many at once. */
export type FileContext = { threads: Threads; places: Places };

/** Answers with a file that a thread writes while it is sent. It takes a place until it is sent. */
export async function sendFile(
  reply: FastifyReply,
  { threads, places }: FileContext,
  { work, headers }: { work: ExportWork; headers: Record<string, string> },
): Promise<FastifyReply> {
  const release = places.take(work.userId);
  const gone = whenGone(reply, release);
  const { port, done } = threads.start("writeFile", work, gone);
  const chunks = readChunks(port, done);
  // What goes wrong before the first of it is answered as any other request's problem.
  const first = await chunks.next();
  return reply.headers(headers).send(Readable.from(startingWith(first, chunks)));
}

async function* startingWith(
  first: IteratorResult<Uint8Array>,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (!first.done) yield first.value;
  yield* rest;
}
