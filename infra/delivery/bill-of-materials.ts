import { isOnLoopback } from "./images.ts";
import { show } from "./program.ts";
import { setting } from "./settings.ts";

/** Writes what an image is made of (CycloneDX, https://cyclonedx.org) into a file, by syft. */
export async function writeBillOfMaterials(reference: string, file: string): Promise<void> {
  const environment: Record<string, string> = isOnLoopback(reference)
    ? { SYFT_REGISTRY_INSECURE_USE_HTTP: "true" }
    : {};
  const args = ["scan", `registry:${reference}`, "--quiet", "--output", `cyclonedx-json=${file}`];
  await show(setting("SYFT") ?? "syft", args, { environment });
}
