import { useState } from "react";
import { passFocusToRegion } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { RevokeTokensChoice } from "./revoke-tokens-choice.tsx";

type EndOthersProps = { tokenCount: number; onEnd: (withTokens: boolean) => void };

/** The end of all other sessions. Where there are access tokens, it asks what is to become of them. */
export function EndOthers({ tokenCount, onEnd }: EndOthersProps) {
  const [isAsking, setIsAsking] = useState(false);
  const words = m.settings.sessions;
  if (!isAsking) {
    return (
      <Button
        ref={passFocusToRegion}
        look="danger"
        onClick={() => (tokenCount > 0 ? setIsAsking(true) : onEnd(false))}
      >
        {words.endOthers}
      </Button>
    );
  }
  return (
    <form
      ref={passFocusToRegion}
      className="rise grid w-full gap-3 rounded-xl bg-hover p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(new FormData(event.currentTarget).has("revoke-tokens"));
      }}
    >
      <p className="text-sm text-pretty">{words.tokensGoOn}</p>
      <RevokeTokensChoice count={tokenCount} autoFocus />
      <div className="flex gap-2">
        <Button type="submit" look="danger">
          {words.endOthers}
        </Button>
        <Button look="quiet" onClick={() => setIsAsking(false)}>
          {m.common.cancel}
        </Button>
      </div>
    </form>
  );
}
