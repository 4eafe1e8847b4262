import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cached, cachedFolder, keyOf } from "@pakaura/stack/prepare/cached";
import { fetchGoModule } from "@pakaura/stack/prepare/go-tool";
import { parseAllDocuments } from "yaml";
import { z } from "zod";

/** Where resources that Kubernetes itself does not know are defined: modules of Go, and folders in them. */
function sources(): Record<string, string> {
  const wanted = readFileSync(join(import.meta.dirname, "../stack/dapr/go.mod"), "utf8");
  const dapr = /github\.com\/dapr\/dapr (v\S+)/.exec(wanted)?.[1] ?? "";
  return {
    [`github.com/dapr/dapr@${dapr}`]: "charts/dapr/crds",
    "sigs.k8s.io/gateway-api@v1.4.0": "config/crd/standard",
  };
}

type Schema = { [key: string]: unknown };
const definitionSchema = z.looseObject({
  kind: z.literal("CustomResourceDefinition"),
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(
      z.looseObject({
        name: z.string(),
        schema: z.looseObject({ openAPIV3Schema: z.record(z.string(), z.unknown()) }),
      }),
    ),
  }),
});

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same schema, that takes no field which it does not name: Kubernetes would drop such a field without a word. */
export function strict(schema: Schema): Schema {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      isObject(value)
        ? strict(value)
        : Array.isArray(value)
          ? value.map((one: unknown) => (isObject(one) ? strict(one) : one))
          : value,
    ]),
  );
  const isClosed =
    schema["type"] === "object" &&
    isObject(schema["properties"]) &&
    schema["additionalProperties"] === undefined &&
    schema["x-kubernetes-preserve-unknown-fields"] !== true;
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

/** JSON schemas of the resources that a file defines, by the place where kubeconform looks for them. */
export function schemasOf(definitions: string): Map<string, Schema> {
  const documents: unknown[] = parseAllDocuments(definitions).map((one) => one.toJS() as unknown);
  return new Map(
    documents.flatMap((one) => {
      const parsed = definitionSchema.safeParse(one);
      if (!parsed.success) return [];
      const { group, names, versions } = parsed.data.spec;
      return versions.map(({ name, schema }) => [
        `${group}/${names.kind.toLowerCase()}_${name}.json`,
        strict(schema.openAPIV3Schema),
      ]);
    }),
  );
}

const name = "chart-schemas";
const key = () => keyOf([import.meta.filename], JSON.stringify(sources()));

/** What kubeconform takes for the place of schemas, where `prepareSchemas` made them; null where it did not. */
export function findSchemas(): string | null {
  const folder = cachedFolder(name, key());
  return folder === null
    ? null
    : join(folder, "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");
}

/** Makes schemas from the definitions of Dapr and of Gateway API, once on a machine. Reaches out. */
export async function prepareSchemas(): Promise<void> {
  await cached(name, key(), async (folder) => {
    for (const [module, place] of Object.entries(sources())) {
      const definitions = join(await fetchGoModule(module, folder), place);
      for (const file of readdirSync(definitions).filter((one) => one.endsWith(".yaml")))
        for (const [path, schema] of schemasOf(readFileSync(join(definitions, file), "utf8"))) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), JSON.stringify(schema));
        }
    }
  });
}
