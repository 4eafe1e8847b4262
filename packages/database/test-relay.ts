import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands between a client and a server, for tests of networks that lose everything without a word. */
export type TestRelay = {
  port: number;
  /** From now on nothing arrives, either way, and nobody is told. */
  fall: () => void;
  /** From now on whoever connects is told that the server is starting. */
  refuse: () => void;
  /** What was held arrives, and nobody is refused. */
  rise: () => void;
  /** For how long nothing has arrived. */
  downMs: () => number;
  close: () => void;
};

/** Passes on between a port of this machine and a Unix socket or another port. */
export async function startTestRelay(
  target: { path: string } | { port: number },
): Promise<TestRelay> {
  const sockets = new Set<Socket>();
  let isDown = false;
  let isRefusing = false;
  let since = performance.now();

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
    if (isRefusing) return refuse(near);
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
      since = performance.now();
      for (const socket of sockets) socket.pause();
    },
    refuse() {
      isRefusing = true;
      since = performance.now();
    },
    downMs: () => performance.now() - since,
    rise() {
      isDown = false;
      isRefusing = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** What a PostgreSQL says while it starts or recovers: ErrorResponse, in the form of its protocol (message formats, 53.7). */
function refuse(socket: Socket): void {
  const fields = ["SFATAL", "C57P03", "Mthe database system is starting up"];
  const body = Buffer.from(`${fields.map((field) => `${field}\0`).join("")}\0`);
  const head = Buffer.from("E\0\0\0\0");
  head.writeInt32BE(body.length + 4, 1);
  socket.on("error", () => undefined);
  // After the client's first message, as a server does.
  socket.once("data", () => socket.end(Buffer.concat([head, body])));
  socket.resume();
}
