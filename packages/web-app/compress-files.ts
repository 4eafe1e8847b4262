import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const compressible = /\.(css|html|js|json|svg|webmanifest)$/;
/** Below this a packet holds it either way. */
const leastBytes = 1_024;

/** Writes a `.br` and a `.gz` beside every text file of the folder that gains by it. */
export async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && compressible.test(entry.name));
  await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const bytes = await readFile(path);
      if (bytes.length < leastBytes) return;
      const forms = [
        { extension: ".br", compressed: await promisify(brotliCompress)(bytes) },
        { extension: ".gz", compressed: await promisify(gzip)(bytes, { level: 9 }) },
      ];
      for (const { extension, compressed } of forms) {
        if (compressed.length < bytes.length) await writeFile(`${path}${extension}`, compressed);
      }
    }),
  );
}
