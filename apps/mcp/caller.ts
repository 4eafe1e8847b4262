import { type Me, meSchema } from "@pakaura/contract/http";
import { askApi } from "./api/ask-api.ts";
import type { SendToApi } from "./api/send-to-api.ts";

/** Whose tasks the tools work on, and the way to them. */
export type Caller = {
  send: SendToApi;
  me: Me;
  /** Milliseconds since the epoch. */
  now: () => number;
};

/** Who it is that `send` sends for. Throws `ApiRefusal` with status 401 when it is nobody. */
export async function readCaller(
  send: SendToApi,
  now: () => number = () => Date.now(),
): Promise<Caller> {
  return { send, me: await askApi(send, meSchema, { method: "GET", path: "/me" }), now };
}
