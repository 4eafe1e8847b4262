import { once } from "node:events";
import { createServer, type Server } from "node:net";

/**
 * Ports are given out in blocks, below those that systems use for outgoing connections: a port of a part
 * that is down could otherwise be taken by whoever tries to reach it.
 */
const firstPort = 15_000;
const blockSize = 50;
const blocks = 300;

let guard: Server | null = null;
let nextPort = 0;
let endOfBlock = 0;

async function tryListen(port: number): Promise<Server | null> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return server;
  } catch {
    return null;
  }
}

/** Takes a block by holding its first port as long as this process lives, so that no two share one. */
async function takeBlock(): Promise<void> {
  for (;;) {
    const port = firstPort + blockSize * Math.floor(Math.random() * blocks);
    const server = await tryListen(port);
    if (server === null) continue;
    guard = server.unref();
    nextPort = port + 1;
    endOfBlock = port + blockSize;
    return;
  }
}

async function findFreePort(): Promise<number> {
  for (;;) {
    if (guard === null || nextPort >= endOfBlock) await takeBlock();
    const port = nextPort++;
    const server = await tryListen(port);
    if (server === null) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}

let last: Promise<unknown> = Promise.resolve();

/** A port of the loopback address that nothing else uses, and no other stack on this machine will. */
export function freePort(): Promise<number> {
  const port = last.then(findFreePort);
  last = port;
  return port;
}
