import { z } from "zod";
import { kubectl } from "./release-state.ts";

const podsSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string() }),
      status: z.looseObject({
        phase: z.string(),
        conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});

const none = (): string => "";
/** Asks whether the database takes another version: infra/helm/pakaura/templates/migrations/check.yaml. */
const check = "job/schema-check";

/** Removes what the check of before left, so that what is there afterwards is of this time. */
export async function forgetSchemaRefusal(): Promise<void> {
  await kubectl("delete", check, "--ignore-not-found");
}

/** Why the database does not take the version. Empty where it does: helm removes the job when it succeeds. */
export async function schemaRefusal(): Promise<string> {
  const log = await kubectl("logs", check, "--tail=20").catch(none);
  return log.trim();
}

/** The pods that are not ready, each with the last lines of its log, for whoever looks at a deployment that failed. */
export async function podsThatAreNotReady(): Promise<string> {
  const selector = "--selector=app.kubernetes.io/part-of=pakaura";
  const text = await kubectl("get", "pods", selector, "--output=json").catch(none);
  if (text === "") return "";
  const waiting = podsSchema
    .parse(JSON.parse(text))
    .items.filter(
      ({ status }) =>
        status.phase !== "Succeeded" &&
        !status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True"),
    )
    .map(({ metadata }) => metadata.name);
  const told = waiting.map(async (name) => {
    const log = await kubectl("logs", name, "--all-containers", "--prefix", "--tail=10").catch(
      none,
    );
    const about = await kubectl("describe", "pod", name).catch(none);
    const events = about.slice(Math.max(0, about.indexOf("\nEvents:")));
    return `${name} is not ready\n${log}${events}`;
  });
  return (await Promise.all(told)).join("\n");
}
