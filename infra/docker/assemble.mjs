/**
 * `node assemble.mjs APP FOLDER`, in the build of an image, after npm has installed what that one of apps/ needs:
 * lays out the whole file system of the image. Node with its libraries, the service, and what it is made of.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

const [name = "", target = ""] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const app = join(target, "app");
const nobody = 65_532;

/** Of packages: what only compilers, debuggers and readers want. */
const leftOutOfPackages = /\/node_modules\/\.[^/]+$|\.(d\.[cm]?ts|map|mdx?|markdown)$/;
/** Of ours: tests, and what is made on the machine of a developer. */
const leftOutOfOurs = /\/(dist|test-[^/]*\.ts|[^/]+\.(test|case|fixture)\.ts)$/;

/** @param {string} path */
const isWanted = (path) =>
  path.includes("/node_modules/") ? !leftOutOfPackages.test(path) : !leftOutOfOurs.test(path);

/** Copies a file at its own path, wherever links lead. @param {string} path */
function copyFile(path) {
  const place = join(target, path);
  mkdirSync(dirname(place), { recursive: true });
  cpSync(realpathSync(path), place);
}

function copyNode() {
  const node = realpathSync(process.execPath);
  mkdirSync(join(target, "usr/local/bin"), { recursive: true });
  cpSync(node, join(target, "usr/local/bin/node"));
  const libraries = execFileSync("ldd", [node], { encoding: "utf8" });
  for (const [, path = ""] of libraries.matchAll(/(\/\S+) \(0x/g)) copyFile(path);
}

function copyService() {
  const links = join(root, "node_modules/@pakaura");
  const options = { recursive: true, verbatimSymlinks: true, filter: isWanted };
  cpSync(join(root, "node_modules"), join(app, "node_modules"), options);
  // npm linked the workspaces that the service is made of, and no others.
  for (const link of readdirSync(links)) {
    const folder = readlinkSync(join(links, link)).replace(/^(\.\.\/)+/, "");
    cpSync(join(root, folder), join(app, folder), options);
  }
  writeFileSync(join(app, "main.mjs"), `import "./apps/${name}/main.ts";\n`);
  // The image of the api can also bring the database to its schema: `node /app/migrate.mjs`.
  if (name === "api") writeFileSync(join(app, "migrate.mjs"), `import "./apps/api/migrate.ts";\n`);
  cpSync(join(import.meta.dirname, "health.mjs"), join(app, "health.mjs"));
}

function writeAccount() {
  mkdirSync(join(target, "etc"), { recursive: true });
  const account = `pakaura:x:${nobody}:${nobody}::/app:/nowhere\n`;
  writeFileSync(join(target, "etc/passwd"), account);
  writeFileSync(join(target, "etc/group"), `pakaura:x:${nobody}:\n`);
  writeFileSync(join(target, "etc/nsswitch.conf"), "hosts: files dns\n");
  mkdirSync(join(target, "tmp"));
  chmodSync(join(target, "tmp"), 0o1777);
}

copyNode();
copyService();
writeAccount();
