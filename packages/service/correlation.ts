import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isSampled } from "./tracing.ts";

const correlationPattern = /^[A-Za-z0-9._-]{1,128}$/;
/** https://www.w3.org/TR/trace-context/#traceparent-header; ids of zeros only are invalid. */
const traceparentPattern =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's `X-Correlation-Id` if it sent a valid one, else a new id. */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const given = headers["x-correlation-id"];
  return typeof given === "string" && correlationPattern.test(given) ? given : randomUUID();
}

/** The caller's `traceparent` if it is valid, else that of a new trace, which is recorded or not. */
export function traceparentOf(headers: IncomingHttpHeaders): string {
  const given = headers["traceparent"];
  if (typeof given === "string" && traceparentPattern.test(given)) return given;
  const traceId = randomUUID().replaceAll("-", "");
  const spanId = randomUUID().replaceAll("-", "").slice(0, 16);
  return `00-${traceId}-${spanId}-${isSampled() ? "01" : "00"}`;
}
