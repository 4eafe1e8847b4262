import { parseJson, toProblem, UnreachableError } from "./api.ts";
import { rememberOwnRequest } from "./own-requests.ts";
import { uuidV7 } from "./uuid-v7.ts";

type Upload = {
  file: Blob;
  /** What the file is, where its name tells. */
  type?: string;
  signal: AbortSignal;
  onProgress: (part: number) => void;
};

/**
 * Sends a file, and tells how much of it is on its way, from 0 to 1; then the server has it all and works.
 * Throws as `request`, which cannot tell that: fetch says nothing of what was sent.
 */
export function upload<Answer>(
  path: string,
  { file, type = "application/octet-stream", signal, onProgress }: Upload,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", path);
    sending.setRequestHeader("accept", "application/json");
    sending.setRequestHeader("content-type", type);
    const id = uuidV7();
    rememberOwnRequest(id);
    sending.setRequestHeader("x-correlation-id", id);
    sending.upload.addEventListener("progress", ({ loaded, total }) => {
      onProgress(total === 0 ? 1 : loaded / total);
    });
    sending.addEventListener("error", () => reject(new UnreachableError()));
    sending.addEventListener("abort", () => reject(new DOMException("given up", "AbortError")));
    sending.addEventListener("load", () => {
      const { status, responseText } = sending;
      if (status < 400) resolve(parseJson<Answer>(responseText));
      else void toProblem(new Response(responseText, { status })).then(reject);
    });
    signal.addEventListener("abort", () => sending.abort());
    sending.send(file);
  });
}
