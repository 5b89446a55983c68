// The day of a meeting. Everything here only helps: without it, each form posts by itself.
// What is typed becomes a note with a number of its own, stays on this phone until the server has it, and may be sent twice without harm.
(() => {
"use strict";
const all = (query, from = document) => [...from.querySelectorAll(query)];
const desk = document.querySelector("[data-rapat]");

// Live parts are asked for by htmx. Without a line it is not asked, and nobody is told about it every four seconds.
document.addEventListener("htmx:beforeRequest", event => { if (event.target.matches?.("[data-live]") && !navigator.onLine) event.preventDefault(); }, true);
for (const name of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(name, event => {
  if (!event.target.matches?.("[data-live]")) return;
  event.stopPropagation();
  if (event.detail.xhr && event.detail.xhr.status >= 400 && event.detail.xhr.status < 500) location.reload();
}, true);
if (!desk) return;

const PREFIX = `sinergi.rapat:${desk.dataset.rapat}:`;
const line = desk.querySelector("[data-line]");
const said = line?.dataset ?? {};
const memory = new Map(); // where a phone lets nothing be kept, at least until the page is left
const store = {
  put(note) { const key = PREFIX + note.uuid; try { localStorage.setItem(key, JSON.stringify(note)); } catch { memory.set(key, note); } },
  drop(uuid) { try { localStorage.removeItem(PREFIX + uuid); } catch { /* then it was in memory */ } memory.delete(PREFIX + uuid); },
  all() {
    const found = [...memory.values()];
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) found.push(JSON.parse(localStorage.getItem(key)));
    } catch { /* nothing kept */ }
    return found.sort((one, other) => one.order - other.order);
  },
};
const uuid = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // a village hall without https has no randomUUID
  bytes[6] = bytes[6] & 15 | 64; bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// Who writes, where nobody is signed in.
const writer = document.querySelector("[data-writer] input[name=penulis]");
const NAME = "sinergi.penulis";
if (writer) {
  try { writer.value = writer.value || localStorage.getItem(NAME) || ""; } catch { /* typed again then */ }
  writer.form.addEventListener("submit", event => { event.preventDefault(); });
  writer.addEventListener("input", () => { try { localStorage.setItem(NAME, writer.value); } catch { /* not kept */ } });
  writer.form.querySelector("button").hidden = true;
}

// The state of the line, and what waits.
let signIn = false;
const show = () => {
  const waiting = store.all();
  if (line) {
    const many = waiting.length;
    line.hidden = !many && navigator.onLine && !document.body.classList.contains("meeting-day");
    line.classList.toggle("is-off", !navigator.onLine || many > 0);
    const words = [];
    if (signIn) words.push(said.signin);
    else if (!navigator.onLine) words.push(said.offline);
    if (many) words.push(many === 1 ? said.one : said.many.replace("NN", many));
    line.textContent = words.join(" · ") || said.online;
    line.dataset.waiting = many;
  }
  for (const list of all("[data-pending]", desk)) {
    const kinds = list.dataset.pending.split(" ");
    const rows = waiting.filter(note => kinds.includes(note.kind));
    list.replaceChildren(...rows.map(row));
    list.hidden = !rows.length;
  }
  questions();
};
const row = note => {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const parts = ["name", "group", "number", "title", "text", "what", "who", "presenter", "note", "women", "men"].map(name => note.fields[name]).filter(Boolean);
  words.textContent = parts.join(" · ") || note.kind;
  const state = document.createElement("span");
  state.className = "small muted";
  state.textContent = note.why ? `${said.refused} ${note.why}` : said.wait;
  item.append(words, state);
  if (note.why) {
    const drop = document.createElement("button");
    drop.type = "button"; drop.className = "link"; drop.textContent = said.drop;
    drop.addEventListener("click", () => { store.drop(note.uuid); show(); });
    item.append(drop);
  }
  return item;
};

// Sending what waits: oldest first, a handful at a time; what the server has kept is dropped here, never before.
const AT_ONCE = 50;
let sending = false, again = 0;
const cookie = name => document.cookie.split("; ").find(part => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
const token = () => cookie("csrftoken") || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
const flush = async () => {
  const waiting = store.all().filter(note => !note.why).slice(0, AT_ONCE);
  if (sending || !waiting.length) return show();
  sending = true;
  try {
    const gone = new AbortController();
    const patience = setTimeout(() => gone.abort(), 15000);
    const answer = await fetch(desk.dataset.send, {
      method: "POST", redirect: "manual", credentials: "same-origin", signal: gone.signal,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() }, body: JSON.stringify({ notes: waiting }),
    });
    clearTimeout(patience);
    if (answer.type === "opaqueredirect" || answer.status === 403) { signIn = true; throw new Error("signed out"); }
    if (!answer.ok) throw new Error(answer.status);
    const { kept, refused } = await answer.json();
    signIn = false; again = 0;
    kept.forEach(store.drop);
    const why = new Map(refused.map(one => [one.uuid, one.why]));
    waiting.filter(note => why.has(note.uuid)).forEach(note => store.put({ ...note, why: why.get(note.uuid) }));
    if (kept.length) { desk.querySelector("[data-there]")?.removeAttribute("hidden"); document.body.dispatchEvent(new Event("rapat")); }
    sending = false;
    show();
    if (kept.length && store.all().some(note => !note.why)) flush();
    return;
  } catch {
    again = Math.min(60000, (again || 1500) * 2);
    setTimeout(flush, again);
  }
  sending = false;
  show();
};

// A form becomes a note.
const skipped = ["csrfmiddlewaretoken", "uuid", "kind", "replaces"];
document.addEventListener("submit", event => {
  const form = event.target;
  if (!form.matches?.("form[data-note]") || !desk.contains(form)) return;
  event.preventDefault();
  event.stopPropagation();
  const given = new FormData(form);
  const fields = Object.fromEntries([...given].filter(([name, value]) => !skipped.includes(name) && value !== ""));
  if (writer) {
    writer.value = writer.value.trim();
    if (!writer.reportValidity()) return;   // a note has a writer; what was typed stays in its form
  }
  const wanted = [...form.elements].find(one => one.hasAttribute?.("aria-required") && !one.value.trim()) ?? missing(form, given);
  if (wanted) { wanted.focus(); return; }
  const note = { uuid: form.matches("[data-gone]") && given.get("uuid") || uuid(), kind: given.get("kind"), replaces: given.get("replaces") || "", at: new Date().toISOString(), order: Date.now() + performance.now() % 1, fields };
  if (writer?.value.trim()) note.by = writer.value.trim();
  store.put(note);
  clear(form);
  if (form.matches("[data-gone]")) form.closest("li")?.remove();
  if (note.replaces && form.closest("#perbaiki")) { form.closest("#perbaiki").remove(); history.replaceState(null, "", location.pathname); }
  if (note.kind === "strike") form.closest("li")?.classList.add("gone");
  flush();
}, true);
const REQUIRED = { checkin: ["name"], count: ["group"], point: ["text"], table: ["number", "title"], question: ["text"], answer: ["text"], presentation: ["table"], decision: ["text"], action: ["what"] };
const missing = (form, given) => (REQUIRED[given.get("kind")] ?? []).filter(name => !String(given.get(name) ?? "").trim()).map(name => form.elements.namedItem(name)).find(Boolean);
const clear = form => {
  const kept = (form.dataset.keep ?? "").split(",");
  for (const one of form.elements) {
    if (!one.name || one.type === "hidden" || one.type === "submit" || kept.includes(one.name)) continue;
    if (one.type === "checkbox" || one.type === "radio") one.checked = false; else one.value = "";
  }
  const first = [...form.elements].find(one => one.name && !["hidden", "submit"].includes(one.type) && !kept.includes(one.name));
  if (first && !form.matches("[data-gone]") && first.type !== "checkbox") first.focus();
};

// A live part is left alone while somebody has the focus in it, and when the answer is the page for signing in.
document.addEventListener("htmx:beforeSwap", event => {
  if (!event.target.matches?.("[data-live]")) return;
  const elsewhere = event.detail.xhr.responseURL && new URL(event.detail.xhr.responseURL).pathname !== location.pathname;
  if (elsewhere) { signIn = true; show(); }
  if (elsewhere || all("details[open]", event.target).some(one => one.contains(document.activeElement))) event.detail.shouldSwap = false;
});

// Questions that came from another phone, or wait on this one, can be answered at once.
const questions = () => {
  const box = desk.querySelector("#answer select[name=question]");
  if (!box) return;
  const known = new Set([...box.options].map(option => option.value));
  const found = all("[data-question]", desk).map(one => [one.dataset.question, one.firstElementChild.textContent]);
  store.all().filter(note => note.kind === "question" && !note.replaces).forEach(note => found.push([note.uuid, note.fields.text]));
  found.filter(([value]) => !known.has(value)).forEach(([value, text]) => box.add(new Option(text, value)));
};
document.addEventListener("htmx:load", questions);

// This page and its files are kept on the phone, so that it opens again without a line.
if ("serviceWorker" in navigator && desk.dataset.worker) {
  navigator.serviceWorker.register(desk.dataset.worker, { scope: "/rapat/" }).then(() => navigator.serviceWorker.ready).then(registration => {
    const files = performance.getEntriesByType("resource").map(one => one.name).filter(name => name.startsWith(`${location.origin}/static/`));
    registration.active?.postMessage({ keep: [location.href.split("#")[0], ...new Set(files)] });
  }).catch(() => { /* without it the page still keeps its notes */ });
}
addEventListener("online", flush);
addEventListener("offline", show);
addEventListener("storage", show);
document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
setInterval(() => { if (store.all().length) flush(); }, 10000);
show();
flush();
})();
