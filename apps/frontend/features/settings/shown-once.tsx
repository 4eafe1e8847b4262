import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { passFocusToRegion } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";

/** A secret that is shown now and never again, to be copied. */
export function ShownOnce({ text, onDone }: { text: string; onDone: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div ref={passFocusToRegion} role="status" className="rise mt-4 rounded-xl bg-accent-soft p-4">
      <p className="mb-2 text-sm">{m.settings.tokens.copyNow}</p>
      <p
        className="mb-3 font-mono text-sm break-all whitespace-pre-line select-all"
        data-testid="new-token"
      >
        {text}
      </p>
      <div className="flex gap-2">
        <Button
          look="primary"
          onClick={() => {
            void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
          }}
        >
          {isCopied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          {isCopied ? m.settings.tokens.copied : m.settings.tokens.copy}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {m.common.done}
        </Button>
      </div>
    </div>
  );
}
