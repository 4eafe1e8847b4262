/** Far more than any body of ours has. What walks a value by recursion is safe within it. */
const depthLimit = 64;

const quote = 34;
const backslash = 92;

/** The index of the quote that ends the string which begins before `from`; the text's end when none does. */
function endOfString(text: string, from: number): number {
  let index = from;
  while (index < text.length && text.charCodeAt(index) !== quote) {
    index += text.charCodeAt(index) === backslash ? 2 : 1;
  }
  return index;
}

/**
 * Whether JSON has more objects or lists in each other than `deepest`, or without it than anything of ours; reads each character
 * once.
 */
export function isTooDeep(json: string, deepest = depthLimit): boolean {
  let depth = 0;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (character === '"') index = endOfString(json, index + 1);
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
