// The page: phones, tabs, the clock and the logs, kept true by the server's events.

import { ask, clockOf, latest, make } from "./making.js";
import { Phone } from "./phone.js";
import { language, say, speak } from "./words.js";

const byId = (id) => document.getElementById(id);
const LOGGED = 200;

// Which message came when by the clock of the business, and which of them rang.
const moments = {
  after: 0, at: new Map(), rang: [],
  of: (message) => moments.at.get(`${message.chat} ${message.id}`),
  catchUp: async () => {
    const news = await ask(`demo/heard?after=${moments.after}`);
    for (const one of news) {
      if (one.number <= moments.after) continue;
      moments.after = one.number;
      moments.at.set(`${one.chat} ${one.message}`, one.at);
      if (one.rang) moments.rang.push(one);
    }
  },
};

let phones = [], state = null, heardAt = 0, ends = null;

function showPicture(src) {
  byId("picture").querySelector("img").src = src;
  byId("picture").showModal();
}

function showAlert(words) {
  byId("alert").querySelector("p").textContent = words;
  byId("alert").showModal();
}

function build(faces) {
  const others = (face) => face.role === "manager" ? [] : faces.filter((other) => other.role !== "manager" && other !== face);
  phones = faces.map((face) => new Phone(face, others(face), moments, { showPicture, showAlert, choose }));
  byId("phones").replaceChildren(...phones.map((phone) => phone.node));
  drawTabs();
  choose(document.body.dataset.tab ?? faces[0].role);
}

function drawTabs() {
  const places = [...phones.map((phone) => [phone.face.role, phone.face.name.split(" ")[0], say(phone.face.role)]), ["journal", say("journal"), ""]];
  byId("tabs").replaceChildren(...places.map(([role, name, as]) =>
    make("button", { type: "button", "data-tab": role, onclick: () => choose(role) }, make("b", { text: name }), make("span", { text: as }))));
  choose(document.body.dataset.tab ?? "manager");
}

function choose(tab) {
  document.body.dataset.tab = tab;
  if (tab === "head" || tab === "stranger") document.body.dataset.second = tab;
  for (const button of byId("tabs").children) {
    button.setAttribute("aria-pressed", String(button.dataset.tab === tab));
    button.classList.toggle("second", button.dataset.tab === (document.body.dataset.second ?? "head"));
  }
  phones.find((phone) => phone.face.role === tab)?.toEnd();
}

function drawState(news) {
  state = news;
  heardAt = performance.now();
  if (!phones.length && news.phones.length) build(news.phones);
  byId("curtain").hidden = news.ready;
  byId("step").textContent = say(`step-${news.step}`);
  byId("progress").max = news.of;
  byId("progress").value = news.done + 0.3;
  byId("busy").hidden = !news.busy;
  byId("busy").textContent = say("loading");
  byId("play").textContent = say(news.speed ? "pause" : "play");
  for (const button of byId("moves").children) button.disabled = !news.ready || (news.busy && button.id !== "play");
  tick();
}

// Between two events the clock goes by itself, as quick as it was said to go.
function tick() {
  if (!state) return;
  const passed = (performance.now() - heardAt) * state.speed;
  const shown = new Date(Date.parse(`${state.now.slice(0, 19)}Z`) + passed);
  byId("time").textContent = shown.toISOString().slice(11, 16);
  byId("day").textContent = shown.toLocaleDateString(language(), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
}

async function move(order) {
  try { drawState(await ask("demo/clock", order)); } catch (trouble) { showAlert(trouble.message); }
}

const drawBells = latest(async () => {
  await moments.catchUp();
  byId("bell-count").textContent = moments.rang.length;
  const rows = moments.rang.slice(-LOGGED).reverse().map((one) => make("li", {},
    make("time", { text: clockOf(one.at) }), make("b", { text: one.title.split(" ")[0] }), make("span", { text: one.head || "🖼" })));
  byId("bells").replaceChildren(...(rows.length ? rows : [make("li", { class: "none", text: say("no-bells") })]));
});

const entries = new Map();
let settled = 0;

const drawLedger = latest(async () => {
  for (const entry of await ask(`sandbox/ledger?after=${settled}&limit=${LOGGED}`)) entries.set(entry.number, entry);
  const all = [...entries.values()].sort((one, other) => one.number - other.number);
  const open = all.find((entry) => entry.status === null && !entry.fault);
  settled = open ? open.number - 1 : (all.at(-1)?.number ?? 0);
  const bad = all.flatMap((entry) => entry.violations).length;
  byId("ask-count").textContent = all.length;
  byId("bad-count").hidden = !bad;
  byId("bad-count").textContent = `${say("violations")}: ${bad}`;
  const rows = all.slice(-LOGGED).reverse().map(ledgerRow);
  byId("ledger").replaceChildren(...(rows.length ? rows : [make("li", { class: "none", text: say("no-asked") })]));
  if (open) setTimeout(drawLedger, 700);
});

function ledgerRow(entry) {
  const owner = phones.find((phone) => phone.face.chat === entry.chat)?.face.name.split(" ")[0] ?? "";
  const status = entry.status === null ? "…" : String(entry.status);
  const trouble = [...entry.violations, entry.violations.length ? "" : entry.description, entry.fault].filter(Boolean).join("; ");
  return make("li", { class: entry.violations.length ? "violation" : entry.status >= 400 ? "refused" : "" },
    make("code", { text: entry.method }), make("b", { text: owner }), make("span", { class: "status", text: status }),
    trouble ? make("em", { text: trouble }) : null);
}

function listen() {
  const clock = new EventSource("demo/stream");
  clock.onmessage = (event) => { document.body.classList.remove("gone"); drawState(JSON.parse(event.data)); };
  clock.onerror = () => { document.body.classList.add("gone"); byId("busy").hidden = false; byId("busy").textContent = say("gone"); };
  const chats = new EventSource("sandbox/stream");
  chats.onmessage = (event) => {
    const { chats: changed } = JSON.parse(event.data);
    for (const phone of phones) if (changed.includes(phone.face.chat)) phone.refresh().catch(() => {});
    drawBells().catch(() => {});
    drawLedger().catch(() => {});
  };
}

function redraw() {
  byId("language").textContent = language() === "ru" ? "English" : "Русский";
  drawTabs();
  if (state) drawState(state);
  for (const phone of phones) phone.again().catch(() => {});
  drawBells().catch(() => {});
  drawLedger().catch(() => {});
}

byId("moves").addEventListener("click", (event) => {
  const order = event.target.closest("button")?.dataset.move;
  if (order) move(JSON.parse(order));
});
byId("play").addEventListener("click", () => move({ play: state?.speed ? 0 : 60 }));
byId("language").addEventListener("click", () => { speak(language() === "ru" ? "en" : "ru"); redraw(); });
byId("picture").addEventListener("click", () => byId("picture").close());
setInterval(tick, 250);
speak(language());
drawState(await ask("demo/state"));
redraw();
listen();
