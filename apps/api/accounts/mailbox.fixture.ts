import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Mailbox = {
  /** `SMTP_URL`. */
  url: string;
  /** What came, in the order in which it came. */
  mails: { to: string; subject: string; text: string }[];
  close: () => Promise<void>;
};

/** A real mail server on a free port, which keeps what comes. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: Mailbox["mails"] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      let source = "";
      stream.on("data", (chunk: Buffer) => (source += chunk.toString()));
      stream.on("end", () => {
        // Quoted-printable, as far as the texts of these mails need it.
        const text = source.replace(/=\r\n/g, "").replace(/=3D/g, "=");
        const header = (name: string) => new RegExp(`^${name}: (.*)\r$`, "m").exec(text)?.[1] ?? "";
        mails.push({ to: header("To"), subject: header("Subject"), text });
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
