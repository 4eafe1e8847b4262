/** A key that was pressed; `isText` when it writes its `key`. */
export type Press = {
  kind: "key";
  isText: boolean;
  key: string;
  code: string;
  shiftKey: boolean;
  altKey: boolean;
};

type TextField = HTMLInputElement | HTMLTextAreaElement;

/**
 * Presses a key on what has the focus as if it had been pressed there. Browsers do nothing of their own for
 * such a key, so that what they would write is written here. "written" when it was no more than that.
 */
export function pressOn(focused: Element, press: Press): "written" | "pressed" {
  const { key, code, shiftKey, altKey, isText } = press;
  const event = new KeyboardEvent("keydown", {
    key,
    code,
    shiftKey,
    altKey,
    bubbles: true,
    cancelable: true,
  });
  const field = textFieldOf(focused);
  if (!focused.dispatchEvent(event) || field === null) return "pressed";
  if (isText) write(field, key);
  else if (key === "Backspace") eraseBefore(field);
  else if (key === "Enter" && field instanceof HTMLInputElement) field.form?.requestSubmit();
  else return "pressed";
  return key === "Enter" ? "pressed" : "written";
}

/** Pastes a text into what has the focus. */
export function pasteInto(focused: Element, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  const field = textFieldOf(focused);
  if (!focused.dispatchEvent(event) || field === null) return;
  write(field, field instanceof HTMLInputElement ? text.replace(/[\r\n]+/gu, " ") : text);
}

/** A field that text can be written into at its cursor. */
function textFieldOf(element: Element): TextField | null {
  if (element instanceof HTMLTextAreaElement) return element;
  return element instanceof HTMLInputElement && element.selectionStart !== null ? element : null;
}

function write(field: TextField, text: string): void {
  const { start, end } = selectionOf(field);
  const free =
    field.maxLength < 0 ? text.length : field.maxLength - field.value.length + end - start;
  const written = text.slice(0, Math.max(0, free));
  field.setRangeText(written, start, end, "end");
  fireInput(field, "insertText", written);
}

const characters = new Intl.Segmenter();

function eraseBefore(field: TextField): void {
  const { start, end } = selectionOf(field);
  const last = [...characters.segment(field.value.slice(0, start))].at(-1)?.segment.length ?? 0;
  field.setRangeText("", start === end ? start - last : start, end, "end");
  fireInput(field, "deleteContentBackward", null);
}

function selectionOf({ selectionStart, selectionEnd, value }: TextField): {
  start: number;
  end: number;
} {
  return { start: selectionStart ?? value.length, end: selectionEnd ?? value.length };
}

function fireInput(field: TextField, inputType: string, data: string | null): void {
  field.dispatchEvent(new InputEvent("input", { inputType, data, bubbles: true }));
}
