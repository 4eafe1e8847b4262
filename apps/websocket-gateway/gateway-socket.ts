import { closeCodes } from "@pakaura/contract/websocket";
import { WebSocket } from "ws";

/** RFC 6455, section 7.4.1: text that is not UTF-8, and a message that is too big. */
const refusals = [1007, 1009];

/** A socket of `ws` that tells a message it cannot take with the code of the contract. */
export class GatewaySocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    super.close(code !== undefined && refusals.includes(code) ? closeCodes.badMessage : code, data);
  }
}
