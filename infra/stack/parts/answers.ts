import { once } from "node:events";
import { connect } from "node:net";

const patienceMs = 2_000;

/** Whether the address answers with a 2xx. */
export async function answersHttp(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(patienceMs) });
  await answer.body?.cancel();
  return answer.ok;
}

/** Whether anybody listens on the port. */
export async function answersTcp(port: number): Promise<boolean> {
  const socket = connect({ host: "127.0.0.1", port, timeout: patienceMs });
  try {
    await once(socket, "connect");
    return true;
  } finally {
    socket.destroy();
  }
}
