import type { BlockSchema, ProviderSchema } from "./provider-schema.ts";

/** The two files of one resource among the bindings of Oracle's provider for JavaScript. */
export type Binding = { code: string; types: string };

const dataTypes: Readonly<Record<string, string>> = {
  String: "string",
  Number: "number",
  Boolean: "bool",
  List: "list(string)",
  NumberList: "list(number)",
  StringMap: "map(string)",
  NumberMap: "map(number)",
  BooleanMap: "map(bool)",
};

/** Bodies of what is declared at the top level, by name: `class Name extends ... {` until the brace in the first column. */
function declared(source: string, head: RegExp): Map<string, string> {
  const pieces = source.split(/^\}/m);
  return new Map(
    pieces.flatMap((piece) => {
      const match = head.exec(piece);
      return match?.[1] === undefined ? [] : [[match[1], piece.slice(match.index)] as const];
    }),
  );
}

/** Types as interfaces have them. */
const declaredTypes: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  boolean: "bool",
  "string[]": "list(string)",
};

type Argument = { name: string; isRequired: boolean; repeats: boolean; declaredType: string };

/** Arguments in an interface, by the names that they have in Terraform, which the link to their documentation has. */
function argumentsIn(body: string): Argument[] {
  const lines = /#(\w+) \w+#\w+\}[\s\S]*?readonly \w+(\?)?: ([^;]+?)(?: \| cdktf\.IResolvable)?;/g;
  return [...body.matchAll(lines)].map(([, name = "", optional, declaredType = ""]) => ({
    name,
    isRequired: optional === undefined,
    repeats: declaredType.endsWith("[]"),
    declaredType,
  }));
}

/** Schema of the block that has this name among the bindings: of a whole resource, or of one nested in it. */
function blockOf(
  name: string,
  classes: Map<string, string>,
  interfaces: Map<string, string>,
): BlockSchema {
  const given = argumentsIn(interfaces.get(`${name}Config`) ?? interfaces.get(name) ?? "");
  const body = classes.get(name) ?? classes.get(`${name}OutputReference`) ?? "";
  const block: BlockSchema = { required: {}, optional: {}, computed: {}, blocks: {} };
  const argumentOf = (attribute: string) => given.find((one) => one.name === attribute);
  const useOf = (argument: Argument) => (argument.isRequired ? "required" : "optional");
  for (const [, kind = "", attribute = ""] of body.matchAll(/\.get(\w+)Attribute\('(\w+)'\)/g)) {
    const argument = argumentOf(attribute);
    block[argument ? useOf(argument) : "computed"][attribute] = dataTypes[kind] ?? kind;
  }
  for (const [, type = "", attribute = ""] of body.matchAll(/ = new (\w+?)\(this, "(\w+)"/g)) {
    const argument = argumentOf(attribute);
    const nested = type.replace(/(List|OutputReference)$/, "");
    block.blocks[attribute] = {
      repeats: argument?.repeats ?? type.endsWith("List"),
      use: argument ? useOf(argument) : "never",
      ...blockOf(nested, classes, interfaces),
    };
  }
  // The provider itself is only given: nothing is read from it.
  const read = new Set([block.required, block.optional, block.blocks].flatMap(Object.keys));
  for (const argument of given.filter(({ name: one }) => !read.has(one))) {
    const type = declaredTypes[argument.declaredType];
    if (type !== undefined) block[useOf(argument)][argument.name] = type;
  }
  return block;
}

/** What the bindings say of a resource, of data, or of the provider itself. Throws where they say nothing. */
export function readBinding({ code, types }: Binding): BlockSchema {
  const classes = declared(code, /^class (\w+) extends cdktf\./m);
  const interfaces = declared(types, /^export interface (\w+)/m);
  const main = /^(\w+)\.tfResourceType = /m.exec(code)?.[1];
  if (main === undefined) throw new Error("The binding names no resource");
  return blockOf(main, classes, interfaces);
}

/** The version of the provider that bindings were made from. */
export function versionIn({ types }: Binding): ProviderSchema["version"] {
  return /providers\/oracle\/oci\/([\d.]+)\/docs/.exec(types)?.[1] ?? "";
}
