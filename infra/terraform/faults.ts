import { argumentFaults } from "./arguments.ts";
import { readModule } from "./configuration.ts";
import type { ProviderSchema } from "./provider-schema.ts";
import { referenceFaults } from "./references.ts";

/** One line for each thing in a module that Terraform or Oracle's provider would refuse. Throws where it is not well formed. */
export function moduleFaults(folder: string, schema: ProviderSchema): string[] {
  const files = readModule(folder);
  const ofArguments = files.flatMap(({ path, blocks }) =>
    blocks.flatMap((block) => argumentFaults(block, path, schema)),
  );
  return [...ofArguments, ...referenceFaults(files, schema)];
}
