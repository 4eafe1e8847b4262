import { connect } from "node:net";

/** Sends the head of a request as it is, which `fetch` and `inject` would tidy up first. It has to close the connection. */
export async function askRaw(
  port: number,
  lines: string[],
): Promise<{ status: number; body: string }> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.end(Buffer.from([...lines, "", ""].join("\r\n"), "latin1"));
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return {
    status: Number(answer.split(" ")[1]),
    body: answer.slice(answer.indexOf("\r\n\r\n") + 4),
  };
}
