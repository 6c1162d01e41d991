// The text of a bubble: pieces with their marks become elements, blocks become blocks.

import { make, safeLink } from "./making.js";
import { say } from "./words.js";

const INLINE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];
const FOLDED_LINES = 3;

export function written(pieces, acts) {
  const text = make("div", { class: "text" });
  let block = null, kind = null, trim = false;
  for (const piece of pieces) {
    const mark = piece.marks.find((one) => BLOCKS.includes(one.type));
    let words = piece.text;
    if (mark?.type !== kind) {
      if (kind) trim = true;
      kind = mark?.type ?? null;
      block = kind ? blockOf(kind) : null;
      if (block) { withoutLastBreak(text); text.append(block.outer); }
    }
    if (trim && !mark && words.startsWith("\n")) words = words.slice(1);
    trim = false;
    if (words) (block?.inner ?? text).append(inline(words, piece.marks, acts));
  }
  return text;
}

function blockOf(kind) {
  if (kind === "pre") { const pre = make("pre"); return { outer: pre, inner: pre }; }
  const inner = make("div");
  const outer = make("blockquote", {}, inner);
  if (kind === "expandable_blockquote") foldable(outer, inner);
  return { outer, inner };
}

function foldable(outer, inner) {
  outer.classList.add("folds", "folded");
  const button = make("button", { class: "fold", type: "button", text: say("more") });
  button.addEventListener("click", () => {
    button.textContent = say(outer.classList.toggle("folded") ? "more" : "less");
  });
  outer.append(button);
  requestAnimationFrame(() => {
    const line = parseFloat(getComputedStyle(inner).lineHeight) || 18;
    if (inner.scrollHeight <= line * (FOLDED_LINES + 0.5)) { outer.classList.remove("folded"); button.remove(); }
  });
}

function withoutLastBreak(text) {
  const last = text.lastChild;
  if (last?.nodeType === Node.TEXT_NODE) last.textContent = last.textContent.replace(/\n$/, "");
}

function inline(words, marks, acts) {
  let node = document.createTextNode(words);
  for (const mark of marks) {
    const wrapped = wrapping(mark, words, acts);
    if (wrapped) { wrapped.append(node); node = wrapped; }
  }
  return node;
}

function wrapping(mark, words, acts) {
  if (mark.type in INLINE) return make(INLINE[mark.type]);
  if (mark.type === "spoiler") return make("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("seen") });
  if (mark.type === "bot_command") return make("button", { type: "button", class: "command", onclick: () => acts.say(words) });
  if (mark.type === "text_link" || mark.type === "url") {
    const href = safeLink(mark.url ?? (words.includes("://") ? words : `https://${words}`));
    return href ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }) : null;
  }
  return ["mention", "text_mention", "hashtag", "phone_number", "email"].includes(mark.type) ? make("span", { class: "link" }) : null;
}
