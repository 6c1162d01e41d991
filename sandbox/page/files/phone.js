// One phone: a person's chat with the bot.

import { ask, clockOf, latest, make, safeLink, size } from "./making.js";
import { written } from "./pieces.js";
import { language, say } from "./words.js";

const PRESS_WAITS_S = 20;
const TOAST_MS = 4000;
const NEAR_END = 120;
const ABOVE = 48;
const CODE_OF_LINK = /^\/start \S+$/;

// A link into the chat carries a code, which Telegram does not show.
const seen = (message) => !message.by_bot && CODE_OF_LINK.test(message.text) ? message.pieces.slice(0, 1) : message.pieces;

export class Phone {
  constructor(face, others, moments, { showPicture, showAlert, choose }) {
    this.face = face;
    this.others = others;
    this.moments = moments;
    this.choose = choose;
    this.showPicture = showPicture;
    this.showAlert = showAlert;
    this.bubbles = new Map();
    this.spinning = new Set();
    this.refresh = latest(() => this.load());
    this.build();
  }

  build() {
    this.status = make("small", { text: say("bot") });
    this.pinned = make("button", { class: "pinned", type: "button", hidden: true, onclick: () => this.toPinned() });
    this.list = make("div", { class: "messages", role: "log" });
    this.toast = make("div", { class: "toast", role: "status", hidden: true });
    this.menu = make("div", { class: "menu", hidden: true });
    this.keyboard = make("div", { class: "keyboard", hidden: true });
    this.node = make("section", { class: "phone", "data-role": this.face.role },
      make("div", { class: "owner" }, make("b", { text: this.face.name }), make("span", { "data-say": this.face.role, text: say(this.face.role) }), ...this.swaps()),
      make("div", { class: "screen" },
        make("div", { class: "head" }, make("img", { src: "icon.svg", alt: "", width: 36, height: 36 }),
          make("div", {}, make("b", { text: "Такт" }), this.status)),
        this.pinned, this.list, this.toast, this.menu, this.composer(), this.keyboard));
  }

  // On a wide screen the head and the stranger share a place.
  swaps() {
    return this.others.map((other) => make("button", { type: "button", class: "swap", onclick: () => this.choose(other.role) },
      make("span", { text: `⇄ ${other.name.split(" ")[0]}, ` }), make("span", { "data-say": other.role, text: say(other.role) })));
  }

  composer() {
    this.input = make("textarea", { rows: 1, "data-hint": "write", placeholder: say("write"), maxLength: 4096 });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.sendTyped(); }
    });
    this.input.addEventListener("input", () => this.offer());
    const file = make("input", { type: "file", hidden: true, onchange: () => this.sendFile(file) });
    return make("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.sendTyped(); } },
      make("button", { type: "button", class: "menu-button", "data-say": "menu", text: say("menu"), onclick: () => this.toggleMenu() }),
      this.input,
      make("button", { type: "button", class: "icon clip", "data-title": "attach", title: say("attach"), "aria-label": say("attach"), onclick: () => file.click() }),
      make("button", { class: "icon plane", "data-title": "send", title: say("send"), "aria-label": say("send") }), file);
  }

  async load() {
    const chat = await ask(`sandbox/chats/${this.face.chat}`);
    await this.moments.catchUp();
    this.commands = chat.menu;
    this.status.textContent = say(chat.action === "typing" || chat.action === "upload_photo" ? "typing" : "bot");
    this.draw(chat.messages);
    this.showPinned(chat.messages.filter((one) => one.pinned).at(-1));
    this.showKeyboard(chat.messages.at(-1)?.keyboard ?? []);
  }

  again() {
    this.bubbles.clear();
    this.list.replaceChildren();
    this.newest = undefined;
    return this.refresh();
  }

  draw(messages) {
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
    const before = this.newest, shown = [];
    let day = "";
    for (const message of messages) {
      const at = this.moments.of(message);
      if (at && at.slice(0, 10) !== day) { day = at.slice(0, 10); shown.push(this.dayLine(day)); }
      shown.push(this.bubbleOf(message, at));
    }
    if (!messages.length) shown.push(this.emptiness());
    this.settle(shown);
    this.newest = messages.at(-1)?.id;
    const own = messages.at(-1) && !messages.at(-1).by_bot;
    if (this.newest !== before && (near || own)) this.toEnd();
  }

  // Only what differs is touched, so that a folded quote or a chosen text stays as it is.
  settle(shown) {
    const wanted = new Set(shown);
    for (const node of [...this.list.children]) if (!wanted.has(node)) node.remove();
    shown.forEach((node, place) => { if (this.list.children[place] !== node) this.list.insertBefore(node, this.list.children[place] ?? null); });
  }

  // The end of the chat, but never past the beginning of its newest message: that is where reading starts.
  toEnd() {
    const scroll = () => {
      const last = this.list.lastElementChild;
      const top = last ? last.offsetTop - this.list.offsetTop - ABOVE : 0;
      this.list.scrollTop = Math.min(this.list.scrollHeight - this.list.clientHeight, top);
    };
    scroll();
    for (const image of this.list.querySelectorAll("img")) if (!image.complete) image.addEventListener("load", scroll, { once: true });
  }

  dayLine(day) {
    const key = `day ${day}`;
    if (!this.bubbles.has(key)) {
      const words = new Date(`${day}T12:00:00`).toLocaleDateString(language(), { weekday: "long", day: "numeric", month: "long" });
      this.bubbles.set(key, { node: make("div", { class: "day", text: words }) });
    }
    return this.bubbles.get(key).node;
  }

  emptiness() {
    const start = make("button", { type: "button", text: "/start", onclick: () => this.say("/start") });
    return make("div", { class: "empty" }, make("p", { text: say(`empty-${this.face.role}`) }), this.face.role === "stranger" ? start : null);
  }

  bubbleOf(message, at) {
    const known = this.bubbles.get(message.id);
    if (known?.revision === message.revision && known.at === at) return known.node;
    const node = message.kind === "service" ? make("div", { class: "day", text: say("service") }) : this.bubble(message, at);
    this.bubbles.set(message.id, { node, revision: message.revision, at });
    return node;
  }

  bubble(message, at) {
    const marks = [message.edited ? say("edited") : "", message.by_bot && !message.rings ? "🔕" : "", at ? clockOf(at) : ""];
    const body = make("div", { class: "body" }, this.picture(message), this.document(message),
      message.pieces.length ? written(seen(message), { say: (text) => this.say(text) }) : null,
      make("span", { class: "meta", text: marks.filter(Boolean).join(" ") }));
    const rows = message.buttons.map((row) => make("div", { class: "row" }, ...row.map((button) => this.button(message, button))));
    return make("article", { class: `bubble ${message.by_bot ? "bot" : "own"}${message.picture ? " pictured" : ""}`, "data-id": message.id },
      body, rows.length ? make("div", { class: "buttons" }, ...rows) : null);
  }

  picture(message) {
    if (!message.picture) return null;
    const src = `sandbox/${message.picture}`;
    return make("button", { type: "button", class: "photo", onclick: () => this.showPicture(src) }, make("img", { src, alt: "" }));
  }

  document(message) {
    if (!message.file || message.picture) return null;
    const { name, url } = message.file;
    return make("a", { class: "file", href: `sandbox/${url}`, download: name || "file" }, make("span", { class: "badge", text: "↓" }),
      make("span", {}, make("b", { text: name || "file" }), make("small", { text: size(message.file.size, language()) })));
  }

  button(message, face) {
    const node = make("button", { type: "button", text: face.label });
    const key = `${message.id} ${face.data}`;
    node.classList.toggle("spins", this.spinning.has(key));
    const link = safeLink(face.url ?? face.web_app ?? "");
    if (link) node.addEventListener("click", () => window.open(link, "_blank", "noopener"));
    else if (face.copies) node.addEventListener("click", () => this.copy(face.copies));
    else node.addEventListener("click", () => this.press(message, face, key, node));
    return node;
  }

  async press(message, face, key, node) {
    if (this.spinning.has(key)) return;
    this.spinning.add(key);
    node.classList.add("spins");
    try {
      const press = await ask(`sandbox/chats/${this.face.chat}/press`, { by: this.face.person, message: message.id, data: face.data });
      const answer = await ask(`sandbox/presses/${press.id}?timeout=${PRESS_WAITS_S}`);
      if (answer.alert) this.showAlert(answer.alert);
      else if (answer.toast) this.tell(answer.toast);
      else if (answer.spins) this.tell(say("no-bot"));
      if (safeLink(answer.url)) window.open(answer.url, "_blank", "noopener");
    } catch (trouble) {
      this.tell(trouble.message);
    } finally {
      this.spinning.delete(key);
      node.classList.remove("spins");
      this.bubbles.get(message.id)?.node.querySelectorAll(".spins").forEach((one) => one.classList.remove("spins"));
    }
  }

  async copy(text) {
    try { await navigator.clipboard.writeText(text); } catch { /* the browser does not allow it: the words are shown anyway */ }
    this.tell(`${say("copied")}: ${text}`);
  }

  tell(words) {
    this.toast.textContent = words;
    this.toast.hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { this.toast.hidden = true; }, TOAST_MS);
  }

  async say(text) {
    this.menu.hidden = true;
    try { await ask(`sandbox/chats/${this.face.chat}/say`, { by: this.face.person, text }); } catch (trouble) { this.tell(trouble.message); }
  }

  sendTyped() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.offer();
    this.say(text);
  }

  async sendFile(field) {
    const file = field.files[0];
    field.value = "";
    if (!file) return;
    const asked = new URLSearchParams({ by: this.face.person, name: file.name, caption: this.input.value.trim() });
    this.input.value = "";
    try { await ask(`sandbox/chats/${this.face.chat}/file?${asked}`, await file.arrayBuffer(), true); } catch (trouble) { this.tell(trouble.message); }
  }

  toggleMenu() {
    if (this.menu.hidden) this.listCommands(""); else this.menu.hidden = true;
  }

  // A slash begins a command: the menu narrows while it is typed.
  offer() {
    const typed = this.input.value;
    if (/^\/\w*$/.test(typed)) this.listCommands(typed.slice(1)); else this.menu.hidden = true;
  }

  listCommands(beginning) {
    const found = (this.commands ?? []).filter((one) => one.command.startsWith(beginning));
    this.menu.replaceChildren(...found.map((one) => make("button", { type: "button", onclick: () => { this.input.value = ""; this.say(`/${one.command}`); } },
      make("b", { text: `/${one.command}` }), make("span", { text: one.description }))));
    this.menu.hidden = !found.length;
  }

  showPinned(message) {
    this.pinned.hidden = !message;
    if (!message) return;
    this.pinnedId = message.id;
    this.pinned.replaceChildren(make("b", { text: say("pinned") }), make("span", { text: message.text.split("\n")[0] }));
  }

  toPinned() {
    this.bubbles.get(this.pinnedId)?.node.scrollIntoView({ behavior: "smooth", block: "center" });
  }

  showKeyboard(rows) {
    this.keyboard.hidden = !rows.length;
    this.keyboard.replaceChildren(...rows.map((row) => make("div", { class: "row" }, ...row.map((label) =>
      make("button", { type: "button", text: label, onclick: () => this.say(label) })))));
  }
}
