import type { Block } from "./hcl.ts";
import type { BlockSchema, ProviderSchema } from "./provider-schema.ts";

/** What Terraform itself takes in every block of a resource or of data. */
const ofTerraform: Readonly<Record<string, readonly string[]>> = {
  arguments: ["count", "for_each", "provider", "depends_on"],
  blocks: ["lifecycle"],
};

/** A block as it is without `dynamic`, which makes any number of the block that it is labelled with. */
function plain(block: Block): { block: Block; isDynamic: boolean } {
  if (block.kind !== "dynamic") return { block, isDynamic: false };
  const content = block.blocks.find(({ kind }) => kind === "content");
  return { block: { ...(content ?? block), kind: block.labels[0] ?? "" }, isDynamic: true };
}

function faultsOfBlock(
  block: Block,
  schema: BlockSchema,
  place: string,
  free: Readonly<Record<string, readonly string[]>>,
): string[] {
  const at = (line: number, what: string) => `${place}:${line}: ${what}`;
  const taken = [...Object.keys(schema.required), ...Object.keys(schema.optional)];
  const faults: string[] = [];
  for (const [name, { line }] of block.arguments) {
    if (taken.includes(name) || free["arguments"]?.includes(name)) continue;
    const why =
      name in schema.computed
        ? "only the provider sets"
        : name in schema.blocks
          ? "is a block, and no argument:"
          : "there is no argument";
    faults.push(at(line, `${why} ${name}`));
  }
  for (const name of Object.keys(schema.required))
    if (!block.arguments.has(name)) faults.push(at(block.line, `${name} is missing`));

  const nested = block.blocks.map(plain).filter((one) => !free["blocks"]?.includes(one.block.kind));
  for (const { block: inner } of nested) {
    const own = schema.blocks[inner.kind];
    if (own === undefined || own.use === "never")
      faults.push(at(inner.line, `there is no block ${inner.kind}`));
    else faults.push(...faultsOfBlock(inner, own, place, {}));
  }
  for (const [name, { use, repeats }] of Object.entries(schema.blocks)) {
    const own = nested.filter((one) => one.block.kind === name);
    if (use === "required" && own.length === 0)
      faults.push(at(block.line, `the block ${name} is missing`));
    if (!repeats && own.filter((one) => !one.isDynamic).length > 1)
      faults.push(at(block.line, `the block ${name} may stand there once`));
  }
  return faults;
}

/** One line for each argument and block of a resource, of data or of the provider that Oracle's provider would refuse. */
export function argumentFaults(block: Block, path: string, schema: ProviderSchema): string[] {
  const [type = ""] = block.labels;
  if (block.kind === "provider")
    return type === "oci" ? faultsOfBlock(block, schema.provider, path, {}) : [];
  if (block.kind !== "resource" && block.kind !== "data") return [];
  const own = (block.kind === "resource" ? schema.resources : schema.data)[type];
  return own === undefined
    ? [
        `${path}:${block.line}: there is no ${block.kind} ${type} (node infra/terraform/take-schema.ts)`,
      ]
    : faultsOfBlock(block, own, path, ofTerraform);
}
