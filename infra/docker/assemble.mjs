/**
 * `node assemble.mjs APP FOLDER`, in the build of an image, where npm has installed what all of apps/ need: lays out the whole file
 * system of the image of one. Node with its libraries, the service, and what it is made of.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

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

/** @typedef {{ link?: boolean, resolved?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>, peerDependenciesMeta?: Record<string, { optional?: boolean }> }} Locked */

/** What a package does not run without, whoever brings it. @param {Locked} locked */
function neededBy({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }) {
  const peers = Object.keys(peerDependencies ?? {}).filter(
    (peer) => !peerDependenciesMeta?.[peer]?.optional,
  );
  return [
    ...Object.keys(dependencies ?? {}).filter((one) => !(one in (optionalDependencies ?? {}))),
    ...peers,
  ];
}

/** Folders of what the service runs on, packages of others and links to ours, by package-lock.json: as `npm ci --omit=dev --omit=optional` of it alone. */
function foldersOfService() {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  /** As Node looks for it: from a folder upwards. @type {(name: string, from: string) => string} */
  const find = (wanted, from) => {
    const path = join(from, "node_modules", wanted);
    if (path in packages) return path;
    if (from === ".") throw new Error(`package-lock.json does not have ${wanted}`);
    return find(wanted, dirname(from));
  };
  const found = new Set([`node_modules/@pakaura/${name}`]);
  for (const path of found) {
    const { link, resolved = path } = packages[path] ?? {};
    const folder = link ? resolved : path;
    for (const wanted of neededBy(packages[folder] ?? {})) found.add(find(wanted, folder));
  }
  return [...found].map((path) => join(root, path));
}

/** One package; those within it are folders of their own. Of ours npm knows the links. @param {string} folder */
function copyPackage(folder) {
  const own = realpathSync(folder);
  const path = relative(root, own);
  const filter = (/** @type {string} */ one) =>
    isWanted(one) && !one.slice(own.length).includes("/node_modules");
  cpSync(own, join(app, path), { recursive: true, verbatimSymlinks: true, filter });
  if (own === folder) return;
  const link = join(app, relative(root, folder));
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), join(app, path)), link);
}

function copyService() {
  for (const folder of foldersOfService()) copyPackage(folder);
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
