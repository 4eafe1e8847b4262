import { Problem } from "@pakaura/service/problem";
import type { Refusal } from "./unreadable.ts";

/** A file as it was sent, and whether its sender says that it is a CSV. */
export type UploadedFile = { bytes: Buffer; isCsv: boolean };

const csvType = /\b(?:csv|tab-separated-values)\b/iu;
const csvName = /\.(?:csv|tsv)$/iu;

/**
 * The file of an upload: the body as it is, or the file of a form (`multipart/form-data`, as
 * `curl -F file=@tasks.csv` sends it). Rejects with `validation_failed` when there is none, or several.
 */
export async function uploadedFile(body: Uint8Array, contentType = ""): Promise<UploadedFile> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const isForm = /^multipart\/form-data\b/i.test(contentType);
  const file = isForm
    ? await onlyFile(bytes, contentType)
    : { bytes, isCsv: csvType.test(contentType) };
  if (file.bytes.length > 0) return file;
  throw refused({
    reason: "no_file",
    message: "The file is empty, or the request has none in its body.",
  });
}

async function onlyFile(bytes: Buffer, contentType: string): Promise<UploadedFile> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  })
    .formData()
    .catch(() => new FormData());
  const files = [...form.values()].filter((value) => typeof value !== "string");
  const [file] = files;
  if (files.length > 1)
    throw refused({
      reason: "several_files",
      message: "There are several files: bring one after the other.",
    });
  if (file === undefined) return { bytes: Buffer.alloc(0), isCsv: false };
  const isCsv = csvType.test(file.type) || csvName.test(file.name);
  return { bytes: Buffer.from(await file.arrayBuffer()), isCsv };
}

function refused(refusal: Refusal): Problem {
  const errors = [{ field: "file", code: "unreadable", ...refusal }];
  return new Problem("validation_failed", refusal.message, { errors });
}
