import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands between a client and a server, for tests of networks that lose everything without a word. */
export type TestRelay = {
  port: number;
  /** From now on nothing arrives, either way, and nobody is told. */
  fall: () => void;
  /** What was held arrives. */
  rise: () => void;
  close: () => void;
};

/** Passes on between a port of this machine and a Unix socket or another port. */
export async function startTestRelay(
  target: { path: string } | { port: number },
): Promise<TestRelay> {
  const sockets = new Set<Socket>();
  let isDown = false;

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    if (isDown) from.pause();
    from.on("data", (bytes) => to.write(bytes));
    // Held as well while the network is down: `end` comes after the data.
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => sockets.delete(from));
  }

  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (near) => {
    const far = connect({ ...target, allowHalfOpen: true });
    join(near, far);
    join(far, near);
    if (!isDown) near.resume();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    fall() {
      isDown = true;
      for (const socket of sockets) socket.pause();
    },
    rise() {
      isDown = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
