// Deciding by keyboard. Keys are shown on the buttons; a key does what its button does, and nothing else does.
// Which key does what can be changed on the panel that `?` opens; the browser keeps it.
"use strict";

document.documentElement.classList.add("scripted");
const ACTIONS = {
  accept: ["a", "Accept"], reject: ["r", "No incident"], skip: ["s", "Skip, in the queue"], undo: ["u", "Undo"], redo: ["U", "Redo"],
  correct: ["c", "Correct a field, first the killed"], split: ["x", "Split: then the accounts' numbers, Enter"], merge: ["m", "Merge: then a neighbour's number; in the table, those ticked"],
  move: ["v", "Accounts and claims that do not belong here"], grade: ["g", "Grade"], status: ["t", "Status"], sensitivity: ["y", "Sensitivity"], release: ["l", "Release a name"],
  comment: ["w", "Write a comment"], never: ["n", "In the table: the two ticked are never one"], reveal: ["h", "Show what is hidden"],
  down: ["j", "A row down"], up: ["k", "A row up"], tick: ["b", "Tick the row"], find: ["/", "Find words"], help: ["?", "These keys"],
};
const PANELS = ["correct", "split", "merge", "move", "grade", "status", "sensitivity", "release", "comment"];
const IN_TABLE = { merge: "merge-chosen", never: "never-chosen", status: "status-chosen" };
let own = {};
try { own = JSON.parse(localStorage.getItem("keys") || "{}") || {}; } catch { /* a browser that keeps nothing */ }
let open = null;

const keyOf = (action) => own[action] || ACTIONS[action][0];
const actionOf = (key) => Object.keys(ACTIONS).find((action) => keyOf(action) === key);

function keep() {
  try { localStorage.setItem("keys", JSON.stringify(own)); } catch { /* as above */ }
  label();
}

// Writes the keys as they are now on all buttons that have one.
function label() {
  for (const button of document.querySelectorAll("[data-action] kbd, [data-open] kbd")) {
    const of = button.closest("[data-action], [data-open]").dataset;
    const action = (of.action || of.open).replace("-chosen", "");
    if (ACTIONS[action]) button.textContent = keyOf(action);
  }
}
label();
document.addEventListener("htmx:afterSwap", label);

function panel(name) {
  for (const each of document.querySelectorAll("[data-panel]")) each.open = each.dataset.panel === name;
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
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") { panel(null); document.activeElement.blur(); return; }
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const desk = document.querySelector("[data-keys]");
  if (desk && open && /^[1-9]$/.test(event.key)) {
    const numbered = desk.querySelector(`[data-panel="${open}"] [data-number="${event.key}"]`);
    if (numbered) { event.preventDefault(); numbered.click(); }
    return;
  }
  if (desk && open === "split" && event.key === "Enter") {
    event.preventDefault();
    desk.querySelector('[data-panel="split"] form').requestSubmit();
    return;
  }
  const action = actionOf(event.key);
  if (action && act(action, desk)) event.preventDefault();
  else if (!desk && event.key === "Enter" && event.target === document.body) { const here = document.querySelector("tr.here a"); if (here) here.click(); }
});

// Does what an action says on this page; false: there is nothing here that it could do.
function act(action, desk) {
  if (action === "help") return help();
  if (action === "find") { const find = document.querySelector('[data-key="/"]'); if (find) find.focus(); return Boolean(find); }
  if (action === "reveal") { const guard = document.querySelector("[data-guard]"); if (guard) guard.open = !guard.open; return Boolean(guard); }
  if (desk && PANELS.includes(action) && desk.querySelector(`[data-panel="${action}"]`)) { panel(open === action ? null : action); return true; }
  if (!desk && ["down", "up", "tick"].includes(action)) return row(action);
  const wanted = desk ? action : IN_TABLE[action] || action;
  const button = document.querySelector(`[data-action="${wanted}"]`);
  if (!button) return false;
  if (button.form && "chosen" in button.form.dataset && !tickedOrHere()) { window.desk.say(`Tick rows first: ${keyOf("tick")} ticks the one you stand on.`); return true; }
  button.click();
  return true;
}

// The table: the row one stands on is ticked where none is.
function tickedOrHere() {
  if (document.querySelector('input[form="chosen"]:checked')) return true;
  const here = document.querySelector('tr.here input[form="chosen"]');
  if (here) here.checked = true;
  return Boolean(here);
}

function row(action) {
  const all = [...document.querySelectorAll("[data-rows] tbody tr")];
  if (!all.length) return false;
  const at = all.findIndex((each) => each.classList.contains("here"));
  if (action === "tick") { const box = at >= 0 && all[at].querySelector("input"); if (box) box.click(); return Boolean(box); }
  const next = Math.min(all.length - 1, Math.max(0, at + (action === "down" ? 1 : -1)));
  all.forEach((each, index) => each.classList.toggle("here", index === next));
  all[next].scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("desk:row", { detail: all[next] }));
  return true;
}

const made = (name, facts = {}, ...inside) => { const each = Object.assign(document.createElement(name), facts); each.append(...inside); return each; };

// The panel of keys: each can be changed; two actions never share one.
function help() {
  const said = made("p", { role: "status" });
  const rows = Object.entries(ACTIONS).map(([action, [, words]]) => {
    const field = made("input", { value: keyOf(action), maxLength: 1, size: 2, autocomplete: "off" });
    field.dataset.of = action;
    field.addEventListener("focus", () => field.select());
    field.addEventListener("input", () => {
      const other = actionOf(field.value);
      if (!/^[^\s1-9]$/.test(field.value)) said.textContent = "Choose one character; digits stand for what is listed.";
      else if (other && other !== action) said.textContent = `${field.value} is taken: ${ACTIONS[other][1]}.`;
      else { own[action] = field.value; keep(); said.textContent = `${field.value}: ${words}.`; return; }
      field.value = keyOf(action);
    });
    return made("label", {}, field, " ", words);
  });
  const back = made("button", { type: "button", className: "plain", textContent: "As they were at first" });
  const shut = made("button", { type: "button", textContent: "Close" });
  const box = made("dialog", { className: "keys" }, made("h2", { textContent: "Keys", id: "keys-title" }), made("p", { textContent: "Change a key by writing another. Esc closes what is open." }), made("div", { className: "grid" }, ...rows), said, made("p", {}, back, " ", shut));
  box.setAttribute("aria-labelledby", "keys-title");
  back.addEventListener("click", () => { own = {}; keep(); box.close(); help(); });
  shut.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return true;
}

const nav = document.querySelector(".top nav");
if (nav) {
  const button = made("button", { type: "button", className: "quiet", ariaKeyShortcuts: keyOf("help") }, "Keys ", made("kbd", { textContent: keyOf("help") }));
  button.addEventListener("click", help);
  nav.after(button);
}
