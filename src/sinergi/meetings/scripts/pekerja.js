// Keeps the pages of a meeting's day on the phone. Pages come from the network while there is one; files of fixed names come from here.
"use strict";
const SHELF = "sinergi-rapat-1";
const DAY = 24 * 3600 * 1000;
const PAGES = /^\/rapat\/(tulis\/[^/]+\/|hadir\/[^/]+\/|[^/]+\/rencana\/\d+\/hari-ini\/)$/;
const PATIENCE = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("sinergi-rapat") && name !== SHELF) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("message", event => {
  if (!Array.isArray(event.data?.keep)) return;
  event.waitUntil(Promise.all(event.data.keep.map(address => {
    const url = new URL(address, location.origin);
    return url.origin === location.origin ? keep(new Request(url.href, { credentials: "same-origin" })).catch(() => undefined) : undefined;
  })));
});

const key = request => { const url = new URL(request.url); return PAGES.test(url.pathname) ? url.origin + url.pathname : request.url; };
const keep = async request => {
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected && answer.type === "basic") await (await caches.open(SHELF)).put(key(request), await dated(answer.clone()));
  else if (PAGES.test(new URL(request.url).pathname)) await (await caches.open(SHELF)).delete(key(request)); // signed out, or taken back
  return answer;
};
const dated = async answer => {
  const headers = new Headers(answer.headers);
  headers.set("X-Kept", String(Date.now()));
  return new Response(await answer.blob(), { status: answer.status, statusText: answer.statusText, headers });
};
const kept = async request => {
  const found = await (await caches.open(SHELF)).match(key(request));
  if (!found) return undefined;
  if (PAGES.test(new URL(request.url).pathname) && Date.now() - Number(found.headers.get("X-Kept")) > 3 * DAY) return undefined;
  return found;
};
const late = () => new Promise((_, no) => setTimeout(() => no(new Error("late")), PATIENCE));

self.addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.get("HX-Request")) return;
  if (request.mode === "navigate" && PAGES.test(url.pathname)) {
    event.respondWith((async () => {
      const here = kept(request);
      try { return await (await here ? Promise.race([keep(request.clone()), late()]) : keep(request.clone())); } catch { return (await here) ?? Response.error(); }
    })());
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith((async () => {
      const here = await kept(request);
      if (here && /\.[0-9a-f]{12}\./.test(url.pathname)) return here;
      try { return await keep(request); } catch { return here ?? Response.error(); }
    })());
  }
});
