import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type GoTool, prepareGoTool } from "@pakaura/stack/prepare/go-tool";
import { needProgram } from "@pakaura/stack/prepare/find-program";

/** What takes the place of GitHub and of a registry on one machine, and the tools that hosted runners are given. */
const tools: GoTool[] = [
  { name: "act", module: "github.com/nektos/act@v0.2.89" },
  { name: "registry", module: "github.com/distribution/distribution/v3/cmd/registry@v3.1.2" },
  { name: "cosign", module: "github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3" },
  { name: "syft", module: "github.com/anchore/syft/cmd/syft@v1.57.1" },
];

/** Grype without its database, which is out of reach here: it finds what the file `findings.json` beside it says, or nothing. */
const grype = `#!/bin/sh
cat "$(dirname "$0")/findings.json" 2>/dev/null || echo '{"matches":[]}'
`;

/** Makes the tools, once on a machine, and puts them all into this folder and the folder before what is on the PATH. */
export async function prepareTrialTools(folder: string): Promise<void> {
  needProgram("buildah", "images are built here without an engine (apt-get install buildah)");
  for (const tool of tools)
    symlinkSync(await prepareGoTool(tool, console.log), join(folder, tool.name));
  writeFileSync(join(folder, "grype"), grype);
  chmodSync(join(folder, "grype"), 0o755);
  process.env["PATH"] = `${folder}${delimiter}${process.env["PATH"] ?? ""}`;
}

/** From now on a critical finding with a fix is known against every image; `null`: nothing is. */
export function setFindings(folder: string, name: string | null): void {
  const fix = { state: "fixed", versions: ["2.0.0"] };
  const vulnerability = { id: "CVE-2026-0001", severity: "Critical", fix };
  const matches = name === null ? [] : [{ vulnerability, artifact: { name, version: "1.0.0" } }];
  writeFileSync(join(folder, "findings.json"), JSON.stringify({ matches }));
}
