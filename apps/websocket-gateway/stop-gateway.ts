import { closeCodes } from "@pakaura/contract/websocket";
import type { Gateway } from "./gateway.ts";

/** Says goodbye to every client, and cuts those that have not answered after `stopTimeoutMs`. */
export async function stopGateway({ connections, limits }: Gateway): Promise<void> {
  connections.stop();
  for (const connection of connections)
    connection.close(closeCodes.serverStopping, "server stopping");
  const isEmpty = await connections.becomesEmpty(limits.stopTimeoutMs);
  if (!isEmpty) for (const connection of connections) connection.terminate();
}
