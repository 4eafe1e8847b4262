import { z } from "zod";

const entities = z.looseObject({ entities: z.record(z.string(), z.unknown()) });
const modelsSchema = z.looseObject({ task: entities });
export type SuperModels = z.infer<typeof modelsSchema>;

/** The models of a backup of Super Productivity, of whichever version; null for anything else. */
export function superProductivityModels(value: unknown): SuperModels | null {
  const wrapped = z.object({ data: modelsSchema }).safeParse(value);
  if (wrapped.success) return wrapped.data.data;
  const bare = modelsSchema.safeParse(value);
  return bare.success ? bare.data : null;
}

/** The entities of a model by their ids; null for what is no model. */
export function entitiesOf(value: unknown): Record<string, unknown> | null {
  const parsed = entities.safeParse(value);
  return parsed.success ? parsed.data.entities : null;
}

/** One entity of a model. */
export function entityOf(model: unknown, id: string): object | null {
  const all = entitiesOf(model);
  const value = all !== null && Object.hasOwn(all, id) ? all[id] : null;
  return typeof value === "object" ? value : null;
}
