import type { ImportResult } from "@pakaura/contract/transfer";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef } from "react";
import { messageOf, request } from "../../lib/api.ts";
import { tell } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { m } from "../../messages/messages.ts";

/** Lets a file be chosen, tells what it would bring, and brings it in when that is wanted. */
export function ImportFile() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const look = useMutation({
    mutationFn: async (file: File) => ({ file, result: await send(file, true) }),
  });
  const bring = useMutation({
    mutationFn: (file: File) => send(file, false),
    onSuccess: async (result) => {
      tell(m.settings.data.broughtIn(result.created));
      look.reset();
      await client.invalidateQueries();
    },
  });
  const close = (): void => {
    look.reset();
    bring.reset();
  };
  const error = look.error ?? bring.error;
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label={m.settings.data.fileToImport}
        className="hidden"
        accept=".json,.csv,.ics,.txt,.md,.zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) look.mutate(file);
          // The same file can be chosen again after it was changed.
          event.target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()} disabled={look.isPending}>
        <Upload size={15} aria-hidden />
        {look.isPending ? m.settings.data.reading : m.settings.data.import}
      </Button>
      <Modal
        title={m.settings.data.importTitle}
        open={look.data !== undefined || error !== null}
        onClose={close}
      >
        <div className="px-6 pb-5">
          {look.data && <Preview result={look.data.result} />}
          {error && (
            <p role="alert" className="mb-4 text-sm text-danger">
              {messageOf(error)}
            </p>
          )}
          {bring.isPending && (
            <progress
              aria-label={m.settings.data.bringing}
              className="mb-4 h-1.5 w-full accent-accent"
            />
          )}
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={close}>
              {look.data ? m.common.cancel : m.common.close}
            </Button>
            {look.data && look.data.result.created > 0 && (
              <Button
                look="primary"
                disabled={bring.isPending}
                onClick={() => bring.mutate(look.data.file)}
              >
                {bring.isPending
                  ? m.settings.data.bringing
                  : m.settings.data.bringIn(look.data.result.created)}
              </Button>
            )}
          </div>
        </div>
      </Modal>
    </>
  );
}

function Preview({ result }: { result: ImportResult }) {
  const notes = [...result.errors, ...result.warnings];
  return (
    <>
      <p className="mb-2 text-sm">
        {m.settings.data.looksLike(m.settings.data.formatNames[result.format], result.total)}
      </p>
      <ul className="mb-3 text-sm text-ink-soft">
        {result.skipped > 0 && <li>{m.settings.data.already(result.skipped)}</li>}
        {result.failed > 0 && <li>{m.settings.data.unreadable(result.failed)}</li>}
      </ul>
      {notes.length > 0 && (
        <ul
          aria-label={m.settings.data.leftOut}
          className="mb-4 max-h-56 overflow-y-auto rounded-lg bg-hover px-3 py-2 text-sm"
        >
          {notes.map(({ line, title, message }) => (
            <li key={`${line} ${message}`} className="py-1 wrap-anywhere">
              <span className="text-ink-faint">{m.settings.data.line(line)}</span>{" "}
              {title ? `“${title}”: ` : ""}
              {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function send(file: File, isDryRun: boolean): Promise<ImportResult> {
  return request<ImportResult>(`/api/v1/import?dry_run=${isDryRun}`, { method: "POST", file });
}
