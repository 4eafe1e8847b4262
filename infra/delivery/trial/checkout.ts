import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const author = ["-c", "user.name=Pakaura", "-c", "user.email=pakaura@example.org"];

/** A checkout of its own, with the newest commit of this one as `main`, that changes are committed to. */
export type Checkout = {
  folder: string;
  /** Changes a file by `edit` and commits it; gives the commit. */
  commit: (path: string, edit: (text: string) => string) => string;
  /** Back to the commit before the last. */
  takeBack: () => void;
};

/** Takes along what is installed, so that no job has to install it again. */
function takeInstalled(folder: string): void {
  const ignored = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory"];
  const installed = execFileSync("git", ["-C", root, ...ignored], { encoding: "utf8" })
    .split("\n")
    .filter((path) => path.endsWith("node_modules/"));
  for (const path of installed)
    execFileSync("cp", ["-a", "--link", join(root, path), join(folder, path)]);
}

/** Clones this checkout. Of its tests only those that match stay: the pipeline runs them all, and here they need not be many. */
export function cloneCheckout(folder: string, tests: RegExp): Checkout {
  const git = (...args: string[]) =>
    execFileSync("git", [...author, "-C", folder, ...args], { encoding: "utf8" }).trim();
  execFileSync("git", ["clone", "--quiet", root, folder]);
  git("checkout", "--quiet", "-B", "main");
  git("remote", "set-url", "origin", "https://github.com/founders/pakaura.git");
  const others = git("ls-files", "*.test.ts", "*.spec.ts")
    .split("\n")
    .filter((path) => !tests.test(path));
  for (const path of others) rmSync(join(folder, path));
  takeInstalled(folder);
  git("commit", "--quiet", "--all", "--message", "Keep a few tests");
  return {
    folder,
    commit: (path, edit) => {
      const file = join(folder, path);
      writeFileSync(file, edit(readFileSync(file, "utf8")));
      git("commit", "--quiet", "--all", "--message", `Change ${path}`);
      return git("rev-parse", "HEAD");
    },
    takeBack: () => {
      git("reset", "--quiet", "--hard", "HEAD~1");
    },
  };
}
