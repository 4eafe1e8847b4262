import { on } from "node:events";
import type { MessagePort } from "node:worker_threads";

/** As many bytes as a chunk has at least, but for the last. */
const chunkBytes = 65_536;
/** How far the writing may be ahead of the reading: most files are done before a slow reader has begun. */
const aheadBytes = 8_388_608;

/**
 * Sends text to the thread at the other end of the port, no faster than it is read there. Ends quietly
 * when nobody reads any more.
 */
export async function sendChunks(port: MessagePort, texts: AsyncIterable<string>): Promise<void> {
  let aheadNow = 0;
  let goOn: () => void = () => undefined;
  let isClosed = false;
  port.on("message", (bytes: number) => {
    aheadNow -= bytes;
    goOn();
  });
  port.on("close", () => {
    isClosed = true;
    goOn();
  });
  async function send(text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    aheadNow += bytes.byteLength;
    port.postMessage(bytes, [bytes.buffer]);
    while (aheadNow > aheadBytes && !isClosed) {
      await new Promise<void>((resolve) => (goOn = resolve));
    }
  }
  let gathered = "";
  for await (const text of texts) {
    gathered += text;
    if (gathered.length < chunkBytes) continue;
    await send(gathered);
    if (isClosed) return;
    gathered = "";
  }
  await send(gathered);
  port.postMessage(null);
}

/** What the other thread sends, until its end, or until `work` rejects: then with that error. */
export async function* readChunks(
  port: MessagePort,
  work: Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const failed = new AbortController();
  work.catch((error: unknown) => failed.abort(error));
  try {
    for await (const [chunk] of on(port, "message", { signal: failed.signal })) {
      if (!(chunk instanceof Uint8Array)) return;
      port.postMessage(chunk.byteLength);
      yield chunk;
    }
  } catch (error) {
    throw failed.signal.aborted ? failed.signal.reason : error;
  } finally {
    port.close();
  }
}
