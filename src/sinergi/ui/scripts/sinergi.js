// Everything here only helps: each page works without it.
(() => {
"use strict";
const page = document.documentElement;
const all = (query, from = document) => [...from.querySelectorAll(query)];
const speech = () => document.getElementById("speech")?.dataset ?? {};

// The chosen theme, at once and for a year; the plain link does the same on the server.
document.addEventListener("click", event => {
  const link = event.target.closest("[data-theme-choice]");
  if (!link) return;
  event.preventDefault();
  const choice = link.dataset.themeChoice;
  if (choice === "auto") delete page.dataset.theme; else page.dataset.theme = choice;
  const secure = location.protocol === "https:" ? ";Secure" : "";
  document.cookie = `theme=${choice === "auto" ? "" : choice};path=/;max-age=${choice === "auto" ? 0 : 31536000};SameSite=Lax${secure}`;
  all("[data-theme-choice]").forEach(one => one.dataset.themeChoice === choice ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current"));
});

// Menus close with Escape, with a click elsewhere, and when another one opens.
const menus = () => all("details.menu[open]");
document.addEventListener("click", event => menus().forEach(menu => menu.contains(event.target) || menu.removeAttribute("open")));
document.addEventListener("keydown", event => {
  if (event.key === "Escape") menus().forEach(menu => { menu.removeAttribute("open"); menu.querySelector("summary").focus(); });
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select,[contenteditable]")) return;
  const box = document.querySelector("main [type=search]");
  const link = document.querySelector("[data-search]");
  if (box) box.focus(); else if (link) location.assign(link.href); else return;
  event.preventDefault();
});

// Signing in again, perhaps in another tab, changes the token of every form: a page that stood open takes the new one from the cookie.
const cookie = name => document.cookie.split("; ").find(one => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
const renew = () => {
  const token = cookie("csrftoken");
  if (token) all("[name=csrfmiddlewaretoken]").forEach(field => { field.value = token; });
};
document.addEventListener("submit", renew, true);

// A toast: text, once, politely.
const toast = text => {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const line = document.createElement("p");
  line.className = "toast";
  line.textContent = text;
  place.append(line);
  setTimeout(() => line.remove(), 9000);
};

// Drafts: what was typed into a guarded form stays on this device until the server has it.
const PREFIX = "sinergi.draft:";
const own = PREFIX + (document.querySelector("main[data-who]")?.dataset.who ?? "");       // a phone is shared: each account has its own
const key = form => own + location.pathname + "#" + (form.id || all("form[data-guard]").indexOf(form));
const store = {
  read(name) { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
  write(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } },
  drop(name) { try { localStorage.removeItem(name); } catch { /* nothing to do */ } },
  names() { try { return Object.keys(localStorage).filter(name => name.startsWith(`${own}/`)); } catch { return []; } },
};
const inputs = form => [...form.elements].filter(one => one.name && !one.closest("[data-no-draft]") && !["hidden", "password", "file", "submit", "button", "reset"].includes(one.type));
const values = form => inputs(form).map(one => [one.name, one.type === "checkbox" || one.type === "radio" ? [one.value, one.checked] : one.multiple ? [...one.selectedOptions].map(option => option.value) : one.value]);
const refill = (form, saved) => {
  form.dispatchEvent(new CustomEvent("sinergi:refill", { bubbles: true, detail: saved.map(([name]) => name) }));
  const lots = new Map();
  saved.forEach(([name, value]) => lots.set(name, [...(lots.get(name) ?? []), value]));
  inputs(form).forEach(one => {
    const lot = lots.get(one.name);
    if (!lot?.length) return;
    const value = lot.shift();
    const before = JSON.stringify([one.value, one.checked, one.selectedOptions?.length]);
    if (one.type === "checkbox" || one.type === "radio") one.checked = value[1] && one.value === value[0];
    else if (one.multiple) [...one.options].forEach(option => { option.selected = value.includes(option.value); });
    else one.value = value;
    if (before !== JSON.stringify([one.value, one.checked, one.selectedOptions?.length])) one.dispatchEvent(new Event("input", { bubbles: true }));
  });
};
const MONTH = 30 * 24 * 3600 * 1000;
const offer = (form, draft) => {
  const notice = document.getElementById("draft-notice")?.content.cloneNode(true).firstElementChild;
  if (!notice) return;
  notice.querySelector("[data-restore]").addEventListener("click", () => { refill(form, draft.values); notice.remove(); inputs(form)[0]?.focus(); });
  notice.querySelector("[data-discard]").addEventListener("click", () => { store.drop(key(form)); notice.remove(); });
  form.before(notice);
};
// A form that came back with a question more holds all the same what was typed.
const differs = (saved, form) => {
  const names = new Set(saved.map(([name]) => name));
  return JSON.stringify(saved) !== JSON.stringify(values(form).filter(([name]) => names.has(name)));
};
const guard = form => {
  if (form.dataset.guarded) return;
  form.dataset.guarded = "yes";
  const draft = store.read(key(form));
  if (draft && Date.now() - draft.at > MONTH) store.drop(key(form));
  else if (draft && differs(draft.values, form)) offer(form, draft);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => store.write(key(form), { at: Date.now(), values: values(form) }), 400);
  });
  form.addEventListener("submit", event => {
    clearTimeout(waiting);
    const to = new URL(event.submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href).pathname;
    store.write(key(form), { at: Date.now(), values: values(form), to });
  });
};
// The server says in a cookie which address it has just taken a form at. That alone ends a draft: not signing in, nor another page.
const settle = () => {
  const taken = decodeURIComponent(cookie("taken"));
  if (!taken) return;
  document.cookie = "taken=;path=/;max-age=0;SameSite=Lax";
  if (document.querySelector(".notice-top.error") && !document.querySelector("#toasts .toast")) return;
  store.names().forEach(name => { if (store.read(name)?.to === taken) store.drop(name); });
};
document.addEventListener("submit", event => {
  if (event.target.matches("[data-forget-drafts]")) store.names().forEach(store.drop);
});

// What was typed in the last moment before going away is sent while the page goes. A page that comes back as it was is asked anew: it has an old version.
const leaving = (form, address, headers, more = {}) => {
  if (form.dataset.leaving) return;
  form.dataset.leaving = "yes";
  let typed = 0, going = 0, kept = 0, sent = false;
  form.addEventListener("input", () => { typed += 1; });
  form.addEventListener("submit", () => { kept = typed; });
  ["htmx:beforeRequest", "sinergi:sending"].forEach(kind => form.addEventListener(kind, () => { going = typed; }));
  ["htmx:afterRequest", "sinergi:saved"].forEach(kind => form.addEventListener(kind, event => { if (event.detail?.successful ?? true) kept = going; }));
  addEventListener("pagehide", () => {
    if (typed === kept) return;
    renew();
    const body = new FormData(form);
    Object.entries(more).forEach(([name, value]) => body.set(name, value));
    fetch(address, { method: "POST", body, headers, keepalive: true, redirect: "manual" }).catch(() => {});
    [kept, sent] = [typed, true];
  });
  addEventListener("pageshow", event => { if (event.persisted && sent) location.reload(); });
};

// Autosave: a form with data-autosave="URL" sends itself to that address a moment after the last key; one sending at a time, or it would outdate itself.
const autosave = form => {
  if (form.dataset.autosaving) return;
  form.dataset.autosaving = "yes";
  let waiting, flight, typed = 0;
  const note = form.querySelector("[data-autosave-note]");
  const send = async () => {
    form.dispatchEvent(new Event("sinergi:sending"));
    renew();
    const going = typed;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "manual" });
      const version = answer.headers.get("X-Version");
      const field = form.elements.namedItem(`${form.dataset.prefix ?? ""}version`);
      if (version && field) field.value = version;
      if (answer.ok) {
        form.dispatchEvent(new Event("sinergi:saved"));
        if (typed === going) store.drop(key(form));
      }
      if (note) note.textContent = answer.headers.get("X-Saved") ?? (answer.ok ? note.dataset.saved ?? "" : speech().failed);
    } catch { if (note) note.textContent = speech().offline; }
  };
  const soon = () => {
    waiting = setTimeout(() => {
      if (flight) return soon();
      flight = send().finally(() => { flight = undefined; });
    }, 1500);
  };
  form.addEventListener("input", () => { typed += 1; clearTimeout(waiting); soon(); });
  // a button waits for what is under way, so that nobody is told that somebody else saved meanwhile
  form.addEventListener("submit", event => {
    clearTimeout(waiting);
    if (!flight) return;
    event.preventDefault();
    flight.finally(() => form.requestSubmit(event.submitter));
  });
  leaving(form, form.dataset.autosave, { "X-Autosave": "1" });
};

// A file that is too large is said at once, not after the upload.
document.addEventListener("change", event => {
  const most = Number(event.target.dataset?.maxBytes);
  if (most && event.target.files) {
    const large = [...event.target.files].some(file => file.size > most);
    event.target.setCustomValidity(large ? speech().large : "");
    if (large) event.target.reportValidity();
  }
});

// Where the phone is, into the two fields that the button names; only when it is pressed, and only into this form.
document.addEventListener("click", event => {
  const button = event.target.closest("[data-locate]");
  if (!button) return;
  const [latitude, longitude] = button.dataset.locate.split(" ").map(name => button.form.elements.namedItem(name));
  const told = button.parentElement.querySelector("[role=status]");
  const comma = page.lang.startsWith("id");
  const put = (field, degrees) => {
    field.value = degrees.toFixed(6).replace(".", comma ? "," : ".");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  told.textContent = speech().locating;
  navigator.geolocation.getCurrentPosition(found => {
    put(latitude, found.coords.latitude);
    put(longitude, found.coords.longitude);
    told.textContent = speech().located.replace("#", Math.ceil(found.coords.accuracy));
  }, () => { told.textContent = speech().unlocated; }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 });
});

// A second press does not send twice.
document.addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sending) { event.preventDefault(); return; }
  form.dataset.sending = "yes";
  setTimeout(() => delete form.dataset.sending, 8000);
});
addEventListener("pageshow", () => all("form[data-sending]").forEach(form => delete form.dataset.sending));

document.addEventListener("click", event => { event.target.closest("[data-dismiss]")?.closest(".toast").remove(); });
document.addEventListener("click", event => { if (event.target.closest("[data-print]")) print(); });

// htmx: the token that Django asks for, and a word when nothing came back.
document.addEventListener("htmx:configRequest", event => {
  renew();
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
document.addEventListener("htmx:sendError", () => toast(speech().offline));
document.addEventListener("htmx:responseError", event => toast(event.detail.xhr.getResponseHeader("X-Saved") ?? speech().failed));
// a refused form comes back with 422 or 409 and is shown like any answer
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.xhr.getResponseHeader("HX-Reswap") === "none") return;
  if ([403, 409, 422].includes(event.detail.xhr.status) && event.detail.serverResponse) { event.detail.shouldSwap = true; event.detail.isError = false; }
});

const ready = (root = document) => {
  all("[data-dismiss], [data-print]", root).forEach(button => { button.hidden = false; });
  if ("geolocation" in navigator) all("[data-locate]", root).forEach(button => { button.hidden = false; });
  all("form[data-guard]", root).forEach(guard);
  all("form[data-autosave]", root).forEach(autosave);
  all("form[data-keeps]", root).forEach(form => leaving(form, form.getAttribute("hx-post"), { "HX-Request": "true" }, { do: form.dataset.keeps }));
};
settle();
ready();
document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:load", event => ready(event.detail.elt));
})();
