// Keeps a live page fresh: what happened is told as a mere sign, and the blocks are fetched anew, unless one is typing.
"use strict";

const mark = document.querySelector("[data-live]");
const blocks = document.getElementById("blocks");
let stale = false;

function busy() {
  return document.hidden || blocks.contains(document.activeElement) || blocks.querySelector("details[open]");
}

async function refresh() {
  if (busy()) {
    stale = true;
    return;
  }
  stale = false;
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("blocks");
  if (fresh && !busy()) blocks.replaceChildren(...fresh.children);
}

const news = new EventSource(mark.dataset.live);
news.addEventListener("message", () => refresh().catch(() => { stale = true; }));
for (const kind of ["visibilitychange", "focusout", "toggle"])
  document.addEventListener(kind, () => { if (stale) setTimeout(refresh, 200); }, true);
