import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { vi } from "vitest";
import { imageNames } from "./images.ts";

type Revision = { revision: number; status: string; description: string };

/** A cluster that only remembers what helm and kubectl were told, and fails where it is told to. */
export type FakeCluster = {
  /** What was called, one line each, the calls that only read left out. */
  changes: () => string[];
  revisions: (revisions: Revision[]) => void;
  /** The command whose line has this text fails from now on. */
  failAt: (text: string) => void;
  /** What the job says that looks at the schema. */
  schemaSays: (reason: string) => void;
  remove: () => void;
};

const script = `#!/bin/sh
name=$(basename "$0")
echo "$name $*" >>"$FAKE_CLUSTER/calls"
while read -r fault; do
  case "$name $*" in *"$fault"*) echo "broken" >&2; exit 1 ;; esac
done <"$FAKE_CLUSTER/faults"
case "$name $*" in
  "helm "*" list "*) [ -s "$FAKE_CLUSTER/history" ] && echo '[{}]' || echo '[]' ;;
  "helm "*" history "*) cat "$FAKE_CLUSTER/history" ;;
  "kubectl "*" logs job/schema-check"*) cat "$FAKE_CLUSTER/schema" 2>/dev/null || exit 1 ;;
  "kubectl "*" get pods"*) echo '{"items":[]}' ;;
esac
`;
const reading = / (list|history|logs|get|describe) |^cosign /;
export const digest = `sha256:${"b".repeat(64)}`;
export const revision = "0123456789abcdef0123456789abcdef01234567";

/** Puts it before what else is on the PATH, with settings under which the images are known. */
export function startFakeCluster(programs = ["helm", "kubectl", "cosign"]): FakeCluster {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-cluster-"));
  const file = (name: string) => join(folder, name);
  for (const name of programs) {
    writeFileSync(file(name), script);
    chmodSync(file(name), 0o755);
  }
  writeFileSync(file("faults"), "");
  for (const [name, value] of Object.entries({
    PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`,
    FAKE_CLUSTER: folder,
    // Another may have been made for this machine.
    HELM: file("helm"),
    REGISTRY: "registry.example/pakaura",
    REVISION: revision,
    SIGNING_PUBLIC_KEY: "a key",
    IMAGES: JSON.stringify(Object.fromEntries(imageNames.map((image) => [image, digest]))),
    NAMESPACE: "",
    GITHUB_ACTIONS: "",
    GITHUB_STEP_SUMMARY: file("summary"),
    GITHUB_OUTPUT: file("output"),
  }))
    vi.stubEnv(name, value);
  const calls = () =>
    existsSync(file("calls")) ? readFileSync(file("calls"), "utf8").trim().split("\n") : [];
  return {
    changes: () => calls().filter((call) => !reading.test(call)),
    revisions: (revisions) => writeFileSync(file("history"), JSON.stringify(revisions)),
    failAt: (text) => writeFileSync(file("faults"), `${text}\n`, { flag: "a" }),
    schemaSays: (reason) => writeFileSync(file("schema"), `${reason}\n`),
    remove: () => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    },
  };
}
