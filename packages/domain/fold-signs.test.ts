import { expect, test } from "vitest";
import { foldText } from "./search.ts";

test.each([
  ["Mum’s", "mum's"],
  ["Mumʼs", "mum's"],
  ["Mum´s `tea`", "mum's 'tea'"],
  ["ʻokina", "'okina"],
  ["ŉ", "'n"],
  ["5′ 3″", `5' 3"`],
  ["„Zitat“ »und« “quote” ‹in› ‚it‘", `"zitat" "und" "quote" 'in' 'it'`],
  ["＂wide＂ ＇signs＇", `"wide" 'signs'`],
  ["a–b — c‑d −4 e‐f －", "a-b - c-d -4 e-f -"],
  ["½ 1⁄2", "1/2 1/2"],
  ["ﬁne oﬃce ĳs Ǆ", "fine office ijs dz"],
  ["ＦＵＬＬ　ｗｉｄｔｈ １２３", "full width 123"],
  ["no\u00adbreak\u200b\u2060\ufeff", "nobreak"],
  ["❤️", "❤"],
  ["re\u0301sume\u0301 résumé", "resume resume"],
  ["wait…", "wait..."],
  ["№ ™ ①", "no tm 1"],
])("%j is folded to %j", (text, folded) => expect(foldText(text)).toBe(folded));
