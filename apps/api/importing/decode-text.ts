import type { ImportNote } from "@pakaura/contract/transfer";
import { unreadable } from "./unreadable.ts";

export type DecodedText = { text: string; warnings: ImportNote[] };

const sniffedBytes = 4_096;
/** Of a Western text no more of the bytes are letters beyond ASCII: what has more is in another alphabet. */
const maxForeignShare = 0.4;
/** What no text has, beside the ends of lines and pages; letters of another encoding come out as these. */
const controls = /[^\P{Cc}\t\n\v\f\r]/u;
/** A fold of RFC 5545 (section 3.1) inside a character of UTF-8, whose bytes stand for themselves here. */
const foldInCharacter = /([\u00C2-\u00F4][\u0080-\u00BF]{0,2})(\r?\n[ \t])([\u0080-\u00BF]{1,3})/gu;

/**
 * The text of a file: UTF-8, or UTF-16 by its mark or by looking; a line that is neither is read as
 * Windows-1252, which older programs write, and that is said. Throws `validation_failed` for what is no text.
 */
export function decodeText(bytes: Buffer): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return { text: checked(new TextDecoder(wide).decode(whole)), warnings: [] };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return withoutNul(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return byLines(bytes);
  }
}

/** UTF-16 with a mark, or with every other byte of ASCII and of the ends of lines being zero. */
function wideEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe") return "utf-16le";
  if (mark === "feff") return "utf-16be";
  const zeros = [0, 0];
  const sniffed = bytes.subarray(0, sniffedBytes);
  for (const [index, byte] of sniffed.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < sniffed.length / 20 || Math.min(even, odd) > 0) return null;
  return odd > 0 ? "utf-16le" : "utf-16be";
}

/** Few NULs are a slip of who wrote the file; many are no text. */
function withoutNul(text: string): DecodedText {
  const kept = text.replaceAll("\0", "");
  const count = text.length - kept.length;
  if (count === 0) return { text, warnings: [] };
  if (count > text.length / 20) throw noText();
  const line = text.slice(0, text.indexOf("\0")).split("\n").length;
  const message = `Characters that are none (NUL) are left out: ${count}.`;
  const value = String(count);
  return { text: kept, warnings: [{ line, title: null, message, code: "nul_left_out", value }] };
}

function byLines(bytes: Buffer): DecodedText {
  const lines = unfolded(bytes).split("\n");
  const foreign: number[] = [];
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const western = new TextDecoder("windows-1252");
  const decoded = lines.map((line, index) => {
    if (/^\p{ASCII}*$/u.test(line)) return line;
    const raw = Buffer.from(line, "latin1");
    try {
      return utf8.decode(raw);
    } catch {
      foreign.push(index + 1);
      return western.decode(raw);
    }
  });
  const text = checked(decoded.join("\n"));
  const [line] = foreign;
  if (line === undefined) return { text, warnings: [] };
  refuseOtherAlphabets(foreign.map((one) => lines[one - 1] ?? "").join(""));
  const message = `The file is not UTF-8. Lines were read as Windows-1252 (${foreign.length}, this is the first): look whether letters such as ä, é and ñ are right.`;
  const value = String(foreign.length);
  return { text, warnings: [{ line, title: null, message, code: "encoding", value }] };
}

function unfolded(bytes: Buffer): string {
  const raw = bytes.toString("latin1").replace(/^\u00EF\u00BB\u00BF/u, "");
  if (!/^\s*BEGIN:VCALENDAR/iu.test(raw)) return raw;
  return raw.replaceAll(foldInCharacter, "$1$3$2");
}

function refuseOtherAlphabets(raw: string): void {
  const letters = raw.replaceAll(/[\s\d,;"]/gu, "");
  const foreign = letters.replaceAll(/\p{ASCII}/gu, "").length;
  if (foreign > letters.length * maxForeignShare)
    throw unreadable({
      reason: "unknown_encoding",
      message: "The file is text of an encoding that cannot be told. Save it as UTF-8.",
    });
}

function checked(text: string): string {
  if (controls.test(text)) throw noText();
  return text;
}

function noText(): Error {
  return unreadable({
    reason: "no_text",
    message: "The file is no text in UTF-8, UTF-16 or Windows-1252.",
  });
}
