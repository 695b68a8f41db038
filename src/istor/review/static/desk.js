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

document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

window.desk = {
  say(words) { document.getElementById("said").textContent = words; },
  query() { const shown = document.querySelector(".results"); return shown ? shown.dataset.query : ""; },
  // Shows another selection; `instead`: going back does not lead to the one shown now.
  go(query, instead = false) {
    const address = "/incidents" + (query ? "?" + query : "");
    return htmx.ajax("GET", address, { target: "#results", [instead ? "replace" : "push"]: "true" });
  },
  // The selection with other values: null takes a key away.
  but(changes) {
    const query = new URLSearchParams(window.desk.query());
    query.delete("page");
    for (const [key, value] of Object.entries(changes)) { if (value === null) query.delete(key); else query.set(key, value); }
    return query.toString();
  },
};

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  window.desk.say(status === 401 ? "The desk was closed: open it again by the address that istor serve prints." : `Not done (${status}).`);
});


// After a part of the page has changed: the address and the form say what is shown, who listens hears it, and who came by
// keyboard stands where they stood.
let stay = null;
document.addEventListener("htmx:beforeSwap", () => { const on = document.activeElement; stay = on && on.closest("#results") ? on.dataset.stay || "" : null; });
function settle() {
  const results = document.querySelector(".results"), form = document.getElementById("find");
  if (!results || !form) return;
  const shown = new URLSearchParams(results.dataset.query), query = results.dataset.query;
  history.replaceState(history.state, "", "/incidents" + (query ? "?" + query : ""));
  const near = (shown.get("near") || "").split(",");
  const told = { around: near.slice(0, 2).join(", "), km: near[2] || "", sort: shown.get("sort") || "day" };
  for (const field of form.querySelectorAll("label :is(input, select)")) field.value = field.name in told ? told[field.name] : shown.get(field.name) || "";
  const tally = results.querySelector(".tally");
  document.querySelector("[data-tally]").textContent = tally.querySelector("strong").textContent;
  if (stay !== null) ((stay && results.querySelector(`[data-stay="${CSS.escape(stay)}"]`)) || tally).focus({ preventScroll: true });
  stay = null;
  document.dispatchEvent(new CustomEvent("desk:shown"));
}
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "results") settle(); });
document.addEventListener("htmx:historyRestore", settle);
