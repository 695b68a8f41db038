// What every page of the desk does beyond its links and forms: the theme, the session's mark on requests, messages.
"use strict";

const root = document.documentElement;
const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
if (kept) root.dataset.theme = kept;

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* a browser that keeps nothing */ }
  document.dispatchEvent(new CustomEvent("desk:theme"));
});

document.addEventListener("htmx:configRequest", (event) => {
  const mark = document.querySelector('meta[name="csrf"]');
  if (mark && event.detail.verb !== "get") event.detail.headers["X-CSRF-Token"] = mark.content;
});

export_say();
function export_say() {
  window.desk = {
    say(words) { document.getElementById("said").textContent = words; },
    query() { const shown = document.querySelector(".results"); return shown ? shown.dataset.query : ""; },
    go(query) { htmx.ajax("GET", "/incidents" + (query ? "?" + query : ""), { target: "#results" }).then(() => history.pushState({}, "", "/incidents" + (query ? "?" + query : ""))); },
  };
}

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  window.desk.say(status === 401 ? "The desk was closed: open it again by the address that istor serve prints." : `Not done (${status}).`);
});

// Brushing the timeline: press on one bar, let go on another. A press without moving is the bar's own link.
let from = null;
document.addEventListener("pointerdown", (event) => { const bars = event.target.closest("[data-brush]"); from = bars ? { bars, x: event.clientX } : null; });
document.addEventListener("pointerup", (event) => {
  if (!from || Math.abs(event.clientX - from.x) < 6) { from = null; return; }
  const box = from.bars.getBoundingClientRect();
  const first = Date.parse(from.bars.dataset.first), last = Date.parse(from.bars.dataset.last) + 864e5;
  const at = (x) => new Date(first + Math.min(1, Math.max(0, (x - box.left) / box.width)) * (last - first - 1)).toISOString().slice(0, 10);
  const [left, right] = [from.x, event.clientX].sort((a, b) => a - b);
  const query = new URLSearchParams(window.desk.query());
  query.set("from", at(left)); query.set("to", at(right)); query.delete("page");
  from = null;
  window.desk.go(query.toString());
});
document.addEventListener("dragstart", (event) => { if (event.target.closest && event.target.closest("[data-brush]")) event.preventDefault(); });
