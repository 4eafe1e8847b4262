import { Problem } from "@pakaura/service/problem";

/**
 * The file of an upload: the body as it is, or the first file of a form (`multipart/form-data`, as
 * `curl -F file=@tasks.csv` sends it). Rejects with `validation_failed` when there is none.
 */
export async function uploadedFile(body: Uint8Array, contentType = ""): Promise<Buffer> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const isForm = /^multipart\/form-data\b/i.test(contentType);
  const file = isForm ? await firstFile(bytes, contentType) : bytes;
  if (file.length > 0) return file;
  throw new Problem("validation_failed", "The file is empty, or the request has none in its body.");
}

async function firstFile(bytes: Buffer, contentType: string): Promise<Buffer> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  })
    .formData()
    .catch(() => new FormData());
  for (const value of form.values()) {
    if (typeof value !== "string") return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
