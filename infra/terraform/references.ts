import type { ConfigurationFile } from "./configuration.ts";
import type { Argument, Block } from "./hcl.ts";
import type { BlockSchema, ProviderSchema } from "./provider-schema.ts";

/** All arguments of a block and of those in it. */
const argumentsOf = (block: Block): Argument[] => [
  ...block.arguments.values(),
  ...block.blocks.flatMap(argumentsOf),
];

/** Names that are declared, as expressions call them: `var.name`, `local.cidr`, `data.oci_core_services.all`. */
function declaredNames(files: readonly ConfigurationFile[]): Set<string> {
  return new Set(
    files
      .flatMap(({ blocks }) => blocks)
      .flatMap(({ kind, labels, arguments: own }) => {
        if (kind === "locals") return [...own.keys()].map((name) => `local.${name}`);
        if (kind === "variable") return [`var.${labels[0]}`];
        if (kind === "module") return [`module.${labels[0]}`];
        if (kind === "data") return [`data.${labels.join(".")}`];
        return kind === "resource" ? [labels.join(".")] : [];
      }),
  );
}

/** The first step of a path of attributes that the schema does not have, or undefined. Maps and text are not looked into. */
function strayStep(path: string, schema: BlockSchema): string | undefined {
  let at: BlockSchema | undefined = schema;
  for (const [, step = ""] of path.matchAll(/\.([a-z_]\w*)/g)) {
    if (at === undefined) return undefined;
    const next: BlockSchema | undefined = at.blocks[step];
    const isKnown = [at.required, at.optional, at.computed].some((some) => step in some);
    if (next === undefined && !isKnown && step !== "id") return step;
    at = next;
  }
  return undefined;
}

const reference =
  /(?<![\w.-])(?:(var|local|module)\.([a-z_][\w-]*)|(data\.)?(oci_\w+)\.(\w+)((?:\[[^[\]]*\]|\.\*|\.[a-z_]\w*)*))/g;

/** One line for each expression that names what is declared nowhere, or an attribute that its resource does not have. */
export function referenceFaults(
  files: readonly ConfigurationFile[],
  schema: ProviderSchema,
): string[] {
  const declared = declaredNames(files);
  return files.flatMap(({ path: file, blocks }) =>
    blocks.flatMap(argumentsOf).flatMap(({ code, line }) =>
      [...code.matchAll(reference)].flatMap((match) => {
        const [, simple, simpleName, data = "", type = "", name = "", path = ""] = match;
        const called = simple ? `${simple}.${simpleName}` : `${data}${type}.${name}`;
        if (!declared.has(called)) return [`${file}:${line}: ${called} is declared nowhere`];
        const own = simple ? undefined : (data ? schema.data : schema.resources)[type];
        const stray = own && strayStep(path, own);
        return stray === undefined ? [] : [`${file}:${line}: ${called} has no attribute ${stray}`];
      }),
    ),
  );
}
