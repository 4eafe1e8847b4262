import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { argumentFaults } from "./arguments.ts";
import { readBinding } from "./binding.ts";
import {
  type ConfigurationFile,
  configurationFolder,
  readModule,
  typesOf,
} from "./configuration.ts";
import { parseHcl } from "./hcl.ts";
import { type BlockSchema, readProviderSchema } from "./provider-schema.ts";
import { moduleFaults } from "./faults.ts";
import { referenceFaults } from "./references.ts";

const schema = readProviderSchema();
const fileOf = (text: string): ConfigurationFile => ({
  path: "planted.tf",
  blocks: parseHcl(text).blocks,
});
const argumentFaultsOf = (text: string) =>
  fileOf(text).blocks.flatMap((block) => argumentFaults(block, "planted.tf", schema));
const referenceFaultsOf = (text: string) => referenceFaults([fileOf(text)], schema);

describe("Terraform's language", () => {
  test("is read as blocks with labels, arguments and blocks in them", () => {
    const { blocks } = parseHcl(`
      # resource "a" "comment" {
      resource "oci_core_vcn" "main" {
        cidr_blocks = [ # several lines
          "10.0.0.0/8", "}",
        ]
        text = "\${var.a == "}" ? "{" : "\\"\${"x"}"} $\${none}"
        long = <<-END
          } not an end
        END
        lifecycle { ignore_changes = [a] }
        /* } */
        last = 1
      }
      variable "a" {}
    `);
    expect(blocks.map(({ kind, labels }) => [kind, ...labels])).toEqual([
      ["resource", "oci_core_vcn", "main"],
      ["variable", "a"],
    ]);
    expect([...(blocks[0]?.arguments.keys() ?? [])]).toEqual([
      "cidr_blocks",
      "text",
      "long",
      "last",
    ]);
    expect(blocks[0]?.blocks.map(({ kind }) => kind)).toEqual(["lifecycle"]);
    expect(blocks[0]?.arguments.get("last")).toEqual({ text: "1", code: "1", line: 13 });
  });

  test.each([
    ["a block without an end", 'variable "a" {\n', /line 2: /],
    ["an argument without a value", "a = \nb = 1\n", /line 1: an expression is missing/],
    ["a bracket without an end", "a = [1\n", /line 2: \] is missing/],
    ["a text without an end", 'a = "b\n', /line 1: " is missing/],
    ["a bracket of another kind", "a = (1]\n", /line 1: /],
    ["a name that is given twice", "a = 1\na = 2\n", /line 2: a second name for a/],
    ["a block without a brace", 'variable "a"\n', /= or \{ is missing/],
  ])("%s is refused", (_, text, reason) => {
    expect(() => parseHcl(text)).toThrow(reason);
  });
});

describe("What Oracle's provider takes", () => {
  const cache = (inner: string) => `
    resource "oci_redis_oci_cache_user" "planted" {
      compartment_id = "c"
      name           = "n"
      description    = "d"
      acl_string     = "a"
      ${inner}
    }`;
  const mode = 'authentication_mode { authentication_type = "PASSWORD" }';

  test("is all that the configuration gives", () => {
    expect(argumentFaultsOf(cache(mode))).toEqual([]);
    expect(
      argumentFaultsOf(cache(`count = 1\n${mode}\nlifecycle { prevent_destroy = true }`)),
    ).toEqual([]);
    const dynamic = `dynamic "authentication_mode" {
      for_each = [1]
      content { authentication_type = "PASSWORD" }
    }`;
    expect(argumentFaultsOf(cache(dynamic))).toEqual([]);
  });

  test.each([
    [
      "an argument that there is none of",
      cache(`colour = "red"\n${mode}`),
      "there is no argument colour",
    ],
    [
      "one that only the provider sets",
      cache(`time_created = "now"\n${mode}`),
      "only the provider sets time_created",
    ],
    [
      "a block written as an argument",
      cache("authentication_mode = {}"),
      "is a block, and no argument: authentication_mode",
    ],
    ["a block that is missing", cache(""), "the block authentication_mode is missing"],
    [
      "a block that may stand there once",
      cache(`${mode}\n${mode}`),
      "the block authentication_mode may stand there once",
    ],
    [
      "an argument that is missing within a block",
      cache("authentication_mode {\n}"),
      "authentication_type is missing",
    ],
    ["a block that there is none of", cache(`${mode}\ncolours {\n}`), "there is no block colours"],
    [
      "an argument of a dynamic block",
      cache(
        'dynamic "authentication_mode" {\nfor_each = [1]\ncontent {\ncolour = 1\nauthentication_type = "PASSWORD"\n}\n}',
      ),
      "there is no argument colour",
    ],
    [
      "data that there is none of",
      'data "oci_core_colours" "a" {\n}',
      "there is no data oci_core_colours",
    ],
    [
      "an argument of the provider",
      'provider "oci" {\ncolour = 1\n}',
      "there is no argument colour",
    ],
  ])("%s is named", (_, text, fault) => {
    const faults = argumentFaultsOf(text);
    expect(faults.join("\n")).toContain(fault);
    expect(faults[0]).toMatch(/^planted\.tf:\d+: /);
  });
});

describe("What expressions name", () => {
  const declared = `
    variable "a" {}
    locals { b = 1 }
    data "oci_core_services" "all" {}
    resource "oci_managed_kafka_kafka_cluster" "main" {}
  `;
  const using = (expression: string) =>
    referenceFaultsOf(`${declared}\noutput "o" { value = ${expression} }`);

  test.each([
    "var.a + local.b",
    '"${var.a} var.none ${upper("${local.b}")}"',
    "oci_managed_kafka_kafka_cluster.main[*].kafka_bootstrap_urls[0].url",
    "data.oci_core_services.all.services[0].cidr_block",
    "[for zone in oci_managed_kafka_kafka_cluster.main : zone.whatever]",
    "each.value.var.none",
  ])("%s is there", (expression) => {
    expect(using(expression)).toEqual([]);
  });

  test.each([
    ["var.none", "var.none is declared nowhere"],
    ['"text ${local.none} and ${var.a}"', "local.none is declared nowhere"],
    ["module.none.x", "module.none is declared nowhere"],
    ["oci_core_vcn.main.id", "oci_core_vcn.main is declared nowhere"],
    ["oci_managed_kafka_kafka_cluster.main.colour", "has no attribute colour"],
    [
      "oci_managed_kafka_kafka_cluster.main[0].kafka_bootstrap_urls[0].host",
      "has no attribute host",
    ],
    ["data.oci_core_services.all.services[*].colour", "has no attribute colour"],
  ])("%s is not", (expression, fault) => {
    expect(using(expression).join("\n")).toContain(fault);
  });
});

test("the schema knows each resource that the configuration names, and no other", () => {
  const files = readModule(configurationFolder);
  expect(Object.keys(schema.resources).sort()).toEqual(typesOf("resource", files));
  expect(Object.keys(schema.data).sort()).toEqual(typesOf("data", files));
  const versions = readFileSync(join(configurationFolder, "versions.tf"), "utf8");
  const pinned = /version = "~> ([\d.]+)"/.exec(versions)?.[1];
  expect(pinned?.split(".")).toEqual(schema.version.split(".").slice(0, 2));
});

test("nothing of the configuration as it is would be refused", () => {
  for (const folder of [configurationFolder, join(configurationFolder, "values")])
    expect(moduleFaults(folder, schema)).toEqual([]);
});

test("bindings say what is wanted, what may be there and what the provider sets", () => {
  const types = `
export interface ThingConfig extends cdktf.TerraformMetaArguments {
    /** {@link https://registry.terraform.io/providers/oracle/oci/1.2.3/docs/resources/thing#big_name Thing#big_name} */
    readonly bigName: string;
    /** {@link https://registry.terraform.io/providers/oracle/oci/1.2.3/docs/resources/thing#parts Thing#parts} */
    readonly parts?: ThingParts[] | cdktf.IResolvable;
}
export interface ThingParts {
    /** {@link https://registry.terraform.io/providers/oracle/oci/1.2.3/docs/resources/thing#size Thing#size} */
    readonly size: number;
}
`;
  const code = `
class ThingPartsOutputReference extends cdktf.ComplexObject {
    get size() {
        return this.getNumberAttribute('size');
    }
}
class Thing extends cdktf.TerraformResource {
    constructor() {
        this._parts = new ThingPartsList(this, "parts", false);
    }
    get bigName() {
        return this.getStringAttribute('big_name');
    }
    get state() {
        return this.getStringAttribute('state');
    }
}
Thing.tfResourceType = "oci_thing";
`;
  const parts: BlockSchema["blocks"][string] = {
    use: "optional",
    repeats: true,
    required: { size: "number" },
    optional: {},
    computed: {},
    blocks: {},
  };
  expect(readBinding({ code, types })).toEqual({
    required: { big_name: "string" },
    optional: {},
    computed: { state: "string" },
    blocks: { parts },
  });
});
