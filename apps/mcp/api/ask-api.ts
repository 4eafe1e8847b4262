import { type Problem, problemSchema } from "@pakaura/contract/problem";
import type { z } from "zod";
import type { ApiRequest, SendToApi } from "./send-to-api.ts";

/** The API refused, with its reason; `problem` is null when what answered was not Pakaura's API. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  readonly retryAfter: string | null;

  constructor(status: number, problem: Problem | null, retryAfter: string | null) {
    super(problem?.detail ?? `Status ${status}`);
    this.name = "ApiRefusal";
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** What the API answers, as the schema types it. Throws `ApiRefusal` for any other answer than 2xx. */
export async function askApi<Schema extends z.ZodType>(
  send: SendToApi,
  schema: Schema,
  request: ApiRequest,
): Promise<z.output<Schema>> {
  const { status, text, retryAfter } = await send(request);
  const json = parseJson(text);
  if (status >= 200 && status < 300 && json !== undefined) return schema.parse(json);
  const problem = problemSchema.safeParse(json);
  throw new ApiRefusal(status, problem.success ? problem.data : null, retryAfter);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
