import { expect, test } from "vitest";
import { htmlToText } from "./html-to-text.ts";

test.each([
  ["plain < text & more\n", "plain < text & more"],
  ["<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"],
  ["<ul><li><p>Milk</p></li>\n<li> <p>Bread</p></li></ul>", "- Milk\n\n- Bread"],
  [
    "<p>a &lt;b&gt; &amp; &quot;c&quot; &#228;&#xe4;&nbsp;d &unknown;</p>",
    'a <b> & "c" ää d &unknown;',
  ],
  ['<p title="1 > 0">x</p><!-- > y -->z', "x\nz"],
  ["<p>a</p><script>let b = '<p>c</p>';</script><style>p { color: red }</style>d", "a\nd"],
  ["<p>a</p>\n\n\n\n<p>b</p>", "a\n\nb"],
  ["<p>an end that is none <b", "an end that is none"],
  ["<p>&#1114112;&#xffffffffff;x", "\ufffd\ufffdx"],
])("%j reads %j", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

const length = 2_000_000;

const parts =
  "<br < </ <li> <li> <b> <b></i> & &# &#x &amp <!-- <! <? <a_b= <a_b=' <script> <script></ <title>& \n <p>\n _<p> <li_"
    .split(" ")
    .map((part) => part.replaceAll("_", " "));

test.each(parts)("2 MB of %j are read in no time", (part) => {
  const html = `<p>${part.repeat(length / part.length)}`;
  const since = process.cpuUsage();
  htmlToText(html);
  const { user } = process.cpuUsage(since);
  expect(user / 1_000).toBeLessThan(5_000);
});
