import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { Problem, problemBody, problemContentType } from "./problem.ts";

/** Not imported: `import` of `node:http` reads all its exports, and so loads the client behind `fetch`, for 30 ms. */
const { STATUS_CODES } = process.getBuiltinModule("node:http");

type ParserError = Error & { code?: string };

function problemOf(error: ParserError): Problem {
  switch (error.code ?? "") {
    case "HPE_HEADER_OVERFLOW":
      return new Problem("bad_request", "The headers are larger than 16 kB", { status: 431 });
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return new Problem("body_too_large", "The chunk extensions are too large");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new Problem("bad_request", "The request did not arrive in time", { status: 408 });
    case "HPE_INVALID_METHOD":
      return new Problem("bad_request", "The method is not one of HTTP");
    default:
      return new Problem("bad_request", "The request is not valid HTTP");
  }
}

/** Answers what the HTTP parser refuses, which never becomes a request, as a problem too. */
export function answerClientError(error: ParserError, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const problem = problemOf(error);
  const correlationId = randomUUID();
  const body = problemBody(problem, correlationId);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `Content-Type: ${problemContentType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Correlation-Id: ${correlationId}`,
      "X-Content-Type-Options: nosniff",
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
