/**
 * Many sockets in a process of their own, which count what they get and cost little else:
 * `swarm.ts URL COUNT TOKENS`. Tokens (JSON) are shared out among them; none means a bare server.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const [address = "", countText = "0", tokensText = "[]"] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(address);
const tokens = JSON.parse(tokensText) as string[];
const opening = 100;
const textFrameKind = 1;
const closeFrame = 8;

let messages = 0;
let bytes = 0;
let wanted = Infinity;

/** A text frame of a client, masked by zeros. */
function textFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? [0x81, 0x80 | body.length]
      : [0x81, 0xfe, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}

/** Counts the texts of a server without looking into them; `onClose` gets its reason to close. */
function countFrames(socket: Socket, onFirst: () => void, onClose: (reason: string) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  let skip = 0;
  let isFirst = true;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const skipped = Math.min(skip, data.length);
      skip -= skipped;
      data = data.subarray(skipped);
      if (skip > 0 || data.length < 2) break;
      const short = (data[1] ?? 0) & 0x7f;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (data.length < head) break;
      const length =
        short === 126
          ? data.readUInt16BE(2)
          : short === 127
            ? Number(data.readBigUInt64BE(2))
            : short;
      skip = head + length;
      const kind = (data[0] ?? 0) & 0x0f;
      if (kind === closeFrame) onClose(data.subarray(head + 2, head + length).toString());
      // Pings are no messages.
      if (kind !== textFrameKind) continue;
      messages += 1;
      if (isFirst) onFirst();
      isFirst = false;
    }
    rest = data;
    if (messages >= wanted) {
      wanted = Infinity;
      process.send?.({ messages, bytes });
    }
  });
}

async function open(token: string | undefined): Promise<void> {
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
  );
  await once(socket, "data");
  const ready = Promise.withResolvers<void>();
  countFrames(socket, ready.resolve, (reason) =>
    ready.reject(new Error(`the server closed a connection: ${reason}`)),
  );
  if (token === undefined) ready.resolve();
  else socket.write(textFrame(JSON.stringify({ type: "auth", token })));
  await ready.promise;
}

process.on("message", (order: { wanted: number }) => {
  messages = 0;
  bytes = 0;
  ({ wanted } = order);
  process.send?.({ isCounting: true });
});
process.on("disconnect", () => process.exit(0));

for (let opened = 0; opened < Number(countText); opened += opening) {
  const size = Math.min(opening, Number(countText) - opened);
  await Promise.all(
    Array.from({ length: size }, (_, index) =>
      open(tokens.length === 0 ? undefined : tokens[(opened + index) % tokens.length]),
    ),
  );
}
process.send?.({ isOpen: true });
