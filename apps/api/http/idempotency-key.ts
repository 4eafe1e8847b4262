import { createHash } from "node:crypto";
import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";
import type { Claim } from "../writes/job.ts";

const form = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a request with a hash of what it asks for, or null without one. */
export function claimOf(request: FastifyRequest): Claim | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key !== "string" || !form.test(key)) {
    throw new Problem("validation_failed", "The Idempotency-Key is not valid.", {
      errors: [
        {
          field: "Idempotency-Key",
          code: "invalid_format",
          message: "must be 1 to 255 visible ASCII characters",
        },
      ],
    });
  }
  const asked = JSON.stringify([request.method, request.url, request.body ?? null]);
  return { key, requestHash: createHash("sha256").update(asked).digest("hex") };
}
