import { instantInputSchema } from "@pakaura/contract/instant";
import type { ConsumerGroups } from "@pakaura/platform/consumer-groups";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parse } from "../parse.ts";
import { Problem } from "../problem.ts";

const parametersSchema = z.object({ service: z.string().max(100) });
const rewindSchema = z.strictObject({ time: instantInputSchema });

/** Where each service is in the events, the way to set it back, and to forget one that was retired. */
export function subscriptionRoutes(app: FastifyInstance, groups: ConsumerGroups): void {
  app.get("/operators/subscriptions", async () => ({ items: await groups.list() }));
  app.post("/operators/subscriptions/:service/rewind", async ({ params, body }, reply) => {
    const { service } = parse(parametersSchema, params, "path");
    const { time } = parse(rewindSchema, body);
    if (!(await groups.rewind(service, new Date(time))))
      throw new Problem("not_found", `No service ${service} reads events here`);
    return reply.code(204).send();
  });
  app.delete("/operators/subscriptions/:service", async ({ params }, reply) => {
    const { service } = parse(parametersSchema, params, "path");
    const outcome = await groups.forget(service);
    if (outcome === "running")
      throw new Problem("conflict", `${service} runs, and its place in the events is needed`);
    if (outcome === "unknown") throw new Problem("not_found", `No service ${service} is known`);
    return reply.code(204).send();
  });
}
