import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";

const contentTypes: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const encodings = [
  { name: "br", extension: ".br" },
  { name: "gzip", extension: ".gz" },
] as const;

type Variant = { path: string; bytes: number; etag: string; encoding?: string };
export type StaticFile = { contentType: string; cacheControl: string; variants: Variant[] };

/** Vite puts a hash of the content into the names below assets/, so those never change. */
const hashedFolder = "/assets/";

/** The files of a folder, by their path in the address. Read once: what is not in it does not exist. */
export async function indexFiles(folder: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const variants = new Map<string, Variant>();
  for (const entry of names) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(path);
    const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    variants.set(`/${relative(folder, path).split(sep).join("/")}`, { path, bytes: size, etag });
  }
  for (const [address, plain] of variants) {
    const contentType = contentTypes[extname(address)];
    if (contentType === undefined || address.includes("/.vite/")) continue;
    const compressed = encodings.flatMap(({ name, extension }) => {
      const variant = variants.get(`${address}${extension}`);
      return variant ? [{ ...variant, encoding: name }] : [];
    });
    const cacheControl = address.startsWith(hashedFolder)
      ? "public, max-age=31536000, immutable"
      : "no-cache";
    files.set(address, { contentType, cacheControl, variants: [...compressed, plain] });
  }
  return files;
}

function accepts(header: string | undefined, encoding: string): boolean {
  return (header ?? "").split(",").some((part) => {
    const [name = "", ...parameters] = part.trim().split(/\s*;\s*/);
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** Answers with the file in the smallest form that the client takes, or 304 when it has it already. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
): FastifyReply | void {
  const wanted = request.headers["accept-encoding"];
  const variant = file.variants.find(
    ({ encoding }) => encoding === undefined || accepts(wanted, encoding),
  );
  if (variant === undefined) return reply.callNotFound();
  reply
    .header("cache-control", file.cacheControl)
    .header("etag", variant.etag)
    .header("vary", "accept-encoding");
  if (request.headers["if-none-match"]?.includes(variant.etag)) return reply.code(304).send();
  if (variant.encoding) reply.header("content-encoding", variant.encoding);
  reply.type(file.contentType).header("content-length", variant.bytes);
  return request.method === "HEAD" ? reply.send() : reply.send(createReadStream(variant.path));
}
