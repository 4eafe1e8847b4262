import type { ImportResult } from "@pakaura/contract/transfer";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef } from "react";
import { messageOf, request } from "../../lib/api.ts";
import { tell } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";

const formatNames: Record<ImportResult["format"], string> = {
  pakaura: "an export of Pakaura",
  todoist: "a CSV file of Todoist",
  icalendar: "a calendar",
  vikunja: "an export of Vikunja",
  super_productivity: "a backup of Super Productivity",
  lines: "a plain list",
};

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
      tell(`${count(result.created, "task")} brought in`);
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
        aria-label="File to import"
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
        {look.isPending ? "Reading…" : "Import a file"}
      </Button>
      <Modal title="Import" open={look.data !== undefined || error !== null} onClose={close}>
        <div className="px-6 pb-5">
          {look.data && <Preview result={look.data.result} />}
          {error && (
            <p role="alert" className="mb-4 text-sm text-danger">
              {messageOf(error)}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={close}>
              {look.data ? "Cancel" : "Close"}
            </Button>
            {look.data && look.data.result.created > 0 && (
              <Button
                look="primary"
                disabled={bring.isPending}
                onClick={() => bring.mutate(look.data.file)}
              >
                {bring.isPending
                  ? "Bringing in…"
                  : `Bring in ${count(look.data.result.created, "task")}`}
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
        This looks like {formatNames[result.format]} with {count(result.total, "task")}.
      </p>
      <ul className="mb-3 text-sm text-ink-soft">
        {result.skipped > 0 && <li>{result.skipped} are here already.</li>}
        {result.failed > 0 && <li>{result.failed} cannot be read, and are left out.</li>}
      </ul>
      {notes.length > 0 && (
        <ul
          aria-label="What is left out"
          className="mb-4 max-h-56 overflow-y-auto rounded-lg bg-hover px-3 py-2 text-sm"
        >
          {notes.map(({ line, title, message }) => (
            <li key={`${line} ${message}`} className="py-1 wrap-anywhere">
              <span className="text-ink-faint">Line {line}</span> {title ? `“${title}”: ` : ""}
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

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
