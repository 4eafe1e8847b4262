import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBillOfMaterials } from "./bill-of-materials.ts";
import { byDigest, type ImageName } from "./images.ts";
import { provenanceOf } from "./provenance.ts";
import { scan } from "./scan.ts";
import { attest, sign } from "./signature.ts";

/**
 * Scans an image that was pushed, and signs it, what it is made of and how it came to be. Rejects with `Refused`, and leaves it
 * unsigned, so that nobody deploys it, when a finding blocks.
 */
export async function vouchFor(
  registry: string,
  name: ImageName,
  digest: string,
  revision: string,
): Promise<void> {
  const reference = byDigest(registry, name, digest);
  const folder = mkdtempSync(join(tmpdir(), "pakaura-image-"));
  try {
    const billOfMaterials = join(folder, "bill-of-materials.json");
    await writeBillOfMaterials(reference, billOfMaterials);
    await scan(name, billOfMaterials);
    await attest(reference, "cyclonedx", billOfMaterials);
    const provenance = provenanceOf(process.env, revision);
    if (provenance !== null) {
      const file = join(folder, "provenance.json");
      writeFileSync(file, JSON.stringify(provenance));
      await attest(reference, "slsaprovenance1", file);
    }
    await sign(reference);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
