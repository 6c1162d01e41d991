// Making pieces of the page and asking the server; text from outside only ever becomes a text node.

export function make(name, given = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "text") node.textContent = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key.startsWith("data-") || key.startsWith("aria-")) node.setAttribute(key, value);
    else node[key] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export async function ask(address, body, raw = false) {
  const sent = body === undefined ? {} : { method: "POST", body: raw ? body : JSON.stringify(body) };
  const answer = await fetch(address, sent);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error ?? String(answer.status));
  return told;
}

// The newest call of a kind is carried out after the one under way; those between are left out.
export function latest(work) {
  let busy = false, again = false;
  return async function run(...given) {
    if (busy) { again = true; return; }
    busy = true;
    try { do { again = false; await work(...given); } while (again); } finally { busy = false; }
  };
}

export const clockOf = (iso) => iso.slice(11, 16);

export function size(bytes, language) {
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, ["КБ", "KB"]] : [bytes / 1024 / 1024, ["МБ", "MB"]];
  return `${amount.toLocaleString(language, { maximumFractionDigits: 1 })} ${unit[language === "ru" ? 0 : 1]}`;
}

export function safeLink(address) {
  try { return ["http:", "https:", "tg:", "mailto:"].includes(new URL(address).protocol) ? address : null; }
  catch { return null; }
}
