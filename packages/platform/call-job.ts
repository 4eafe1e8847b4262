import type { FastifyInstance } from "fastify";
import { type Failure, failureOf } from "./delivery.ts";
import type { FiredJob } from "./jobs.ts";

/** Hands a job to its service; null when it was taken (2xx). Never rejects. */
export async function callJob(
  app: FastifyInstance,
  { name, data }: FiredJob,
): Promise<Failure | null> {
  try {
    const answer = await app.inject({
      method: "POST",
      url: `/job/${encodeURIComponent(name)}`,
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(data ?? null),
    });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return null;
    return failureOf(answer.statusCode, answer.body);
  } catch (error) {
    return { error: String(error), kind: "unavailable" };
  }
}
