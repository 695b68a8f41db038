// Deciding by keyboard. Keys are shown on the buttons; a key does what its button does, and nothing else does.
"use strict";

document.documentElement.classList.add("scripted");
const KEYS = { a: "accept", r: "reject", s: "skip", u: "undo", U: "redo" };
const PANELS = { c: "correct", x: "split", m: "merge" };
let open = null;

function panel(name) {
  for (const each of document.querySelectorAll("[data-panel]")) each.classList.toggle("open", each.dataset.panel === name);
  open = name;
  const found = document.querySelector(`[data-panel="${name}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "nearest" });
  const first = found.querySelector("[data-focus]");
  if (first) first.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open]");
  if (button) panel(open === button.dataset.open ? null : button.dataset.open);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { panel(null); document.activeElement.blur(); return; }
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing) return;
  if (event.key === "/") { const find = document.querySelector('[data-key="/"]'); if (find) { event.preventDefault(); find.focus(); } return; }
  const queue = document.querySelector("[data-keys]");
  if (!queue) return rows(event);
  if (/^[1-9]$/.test(event.key) && open) {
    const numbered = queue.querySelector(`[data-panel="${open}"] [data-number="${event.key}"]`);
    if (numbered) { event.preventDefault(); numbered.click(); }
  } else if (event.key === "Enter" && open === "split") {
    event.preventDefault();
    queue.querySelector('[data-panel="split"] form').requestSubmit();
  } else if (PANELS[event.key]) {
    event.preventDefault();
    panel(PANELS[event.key]);
  } else if (KEYS[event.key]) {
    const button = queue.querySelector(`[data-action="${KEYS[event.key]}"]`);
    if (button) { event.preventDefault(); button.click(); }
  }
});

// In the table: j and k go down and up, Enter opens.
function rows(event) {
  const all = [...document.querySelectorAll("[data-rows] tbody tr")];
  if (!all.length || !["j", "k", "Enter"].includes(event.key)) return;
  const at = all.findIndex((row) => row.classList.contains("here"));
  if (event.key === "Enter") { if (at >= 0 && event.target === document.body) all[at].querySelector("a").click(); return; }
  event.preventDefault();
  const next = Math.min(all.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
  all.forEach((row, index) => row.classList.toggle("here", index === next));
  all[next].scrollIntoView({ block: "nearest" });
}
