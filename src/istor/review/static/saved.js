// Selections kept under a name in this browser, and nowhere else: the ledger is not told of them.
"use strict";

(() => {
  const box = document.querySelector("[data-saved]");
  if (!box) return;
  const list = box.querySelector("ul"), form = box.querySelector("form");
  const read = () => { try { return JSON.parse(localStorage.getItem("filters")) || []; } catch { return []; } };
  const write = (kept) => { try { localStorage.setItem("filters", JSON.stringify(kept)); } catch { window.desk.say("This browser keeps nothing."); } draw(); };

  function draw() {
    const kept = read();
    list.replaceChildren(...kept.map(({ name, query }) => {
      const link = Object.assign(document.createElement("a"), { href: "/incidents" + (query ? "?" + query : ""), textContent: name });
      const forget = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "×" });
      forget.setAttribute("aria-label", `Forget ${name}`);
      forget.addEventListener("click", () => { write(read().filter((each) => each.name !== name)); box.querySelector("summary").focus(); });
      const row = document.createElement("li");
      row.append(link, forget);
      return row;
    }));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = form.elements.name.value.trim();
    if (!name) return;
    write([...read().filter((each) => each.name !== name), { name, query: window.desk.query() }]);
    form.reset();
    window.desk.say(`Kept as ${name}, in this browser.`);
  });
  box.hidden = false;
  draw();
})();

// What changed since the last visit: the browser keeps how far the ledger had come then. A visit ends with the browser's session.
(() => {
  const line = document.querySelector("[data-visit]"), results = document.querySelector(".results");
  if (!line || !results) return;
  const where = `visit ${document.querySelector(".top .ledger").textContent}`;
  let before = null;
  try {
    before = JSON.parse(sessionStorage.getItem(where) || localStorage.getItem(where) || "null");
    if (!sessionStorage.getItem(where)) sessionStorage.setItem(where, JSON.stringify(before || { mark: results.dataset.mark, on: null }));
    localStorage.setItem(where, JSON.stringify({ mark: results.dataset.mark, on: new Date().toISOString() }));
  } catch { return; }
  if (!before || !before.on || !/^\d+\.\d+$/.test(before.mark)) return;
  const link = line.querySelector("a");
  link.href = `/incidents?since=${before.mark}`;
  const on = new Date(before.on).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  fetch(`/api/incidents?rows=1&since=${before.mark}`).then((answer) => answer.json()).then(({ total }) => {
    link.textContent = `${total} changed since your last visit, ${on}`;
    line.hidden = false;
  }, () => { /* the desk was closed meanwhile */ });
})();
