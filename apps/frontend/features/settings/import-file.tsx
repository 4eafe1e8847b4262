import { Upload } from "lucide-react";
import { useRef } from "react";
import { messageOf, ProblemError } from "../../lib/api.ts";
import { Button } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { m } from "../../messages/all-messages.ts";
import { ImportPreview } from "./import-preview.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { useImport } from "./use-import.ts";

/** Lets a file be chosen, tells what it would bring, and brings it in when that is wanted. */
export function ImportFile() {
  const input = useRef<HTMLInputElement>(null);
  const { state, read, bring, close } = useImport();
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label={m.settings.data.fileToImport}
        className="hidden"
        accept=".json,.jsonl,.csv,.tsv,.ics,.txt,.md,.zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void read(file);
          // The same file can be chosen again after it was changed.
          event.target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <Upload size={15} aria-hidden />
        {m.settings.data.import}
      </Button>
      <Modal title={m.settings.data.importTitle} open={state.step !== "none"} onClose={close}>
        <div className="px-6 pb-5">
          {state.step === "read" && <ImportPreview result={state.result} />}
          {state.step === "failed" && (
            <p role="alert" className="mb-4 text-sm text-danger">
              {refusalOf(state.error)}
            </p>
          )}
          <ImportProgress state={state} />
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={close}>
              {state.step === "failed" ? m.common.close : m.common.cancel}
            </Button>
            {state.step === "read" && state.result.created > 0 && (
              <Button look="primary" onClick={() => void bring(state.file, state.result)}>
                {m.settings.data.bringIn(state.result.created)}
              </Button>
            )}
          </div>
        </div>
      </Modal>
    </>
  );
}

/** Why a file was not read: what it is, rather than that something is not valid. */
function refusalOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return messageOf(error);
  const refused = error.errors.find(({ reason }) => reason !== undefined);
  return refused ? m.settings.data.refused(error.message, refused) : messageOf(error);
}
