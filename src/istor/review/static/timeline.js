// The timeline: a span is brushed with the mouse or by keys; what is under it is lit in the table and on the map.
"use strict";

(() => {
  const strip = () => document.querySelector("[data-brush]");
  const bars = () => [...document.querySelectorAll("[data-brush] .bar")];
  let pressed = null; // where a press began: its number among all bars, and where on the screen
  let brushed = false; // the click that ends a brush is no click on a bar
  let keyed = false; // who filters by keys stays on the timeline
  let anchor = null; // the bar that Shift started from

  // Bars, empty ones too, are as wide as one another: the number of the one at a place, and its days.
  const starts = () => strip().dataset.starts.split(",");
  function at(x) {
    const box = strip().getBoundingClientRect(), number = starts().length;
    return Math.min(number - 1, Math.max(0, Math.floor(((x - box.left) / box.width) * number)));
  }
  function last(index) {
    const next = starts()[index + 1];
    return next ? new Date(Date.parse(next) - 864e5).toISOString().slice(0, 10) : strip().dataset.end;
  }
  function show(one, other) {
    const width = 100 / starts().length, rect = strip().querySelector(".brush");
    rect.setAttribute("x", String(Math.min(one, other) * width));
    rect.setAttribute("width", String((Math.abs(other - one) + 1) * width));
  }
  function take(one, other) {
    const [left, right] = [one, other].sort((a, b) => a - b);
    return window.desk.go(window.desk.but({ from: starts()[left], to: last(right) }));
  }

  document.addEventListener("pointerdown", (event) => {
    const on = event.target.closest && event.target.closest("[data-brush]");
    brushed = false;
    pressed = on && event.button === 0 ? { x: event.clientX, index: at(event.clientX), moved: false } : null;
  });
  document.addEventListener("pointermove", (event) => {
    if (!pressed || !strip()) return;
    if (Math.abs(event.clientX - pressed.x) >= 6) pressed.moved = true;
    if (pressed.moved) show(pressed.index, at(event.clientX));
  });
  document.addEventListener("pointerup", (event) => {
    const from = pressed;
    pressed = null;
    brushed = Boolean(from && from.moved);
    if (brushed && strip()) take(from.index, at(event.clientX));
  });
  document.addEventListener("click", (event) => { if (brushed) { brushed = false; event.preventDefault(); event.stopImmediatePropagation(); } }, { capture: true });
  document.addEventListener("pointercancel", () => { pressed = null; });
  document.addEventListener("dragstart", (event) => { if (event.target.closest && event.target.closest("[data-brush]")) event.preventDefault(); });

  const number = (bar) => starts().indexOf(bar.dataset.from);
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest && event.target.closest("[data-brush] .bar");
    if (!here) return;
    const all = bars(), index = all.indexOf(here);
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = all[Math.min(all.length - 1, Math.max(0, to))];
      anchor = event.shiftKey ? anchor || here : null;
      rove(next);
      next.focus();
      if (anchor) show(number(anchor), number(next)); else show(0, -1);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      keyed = true;
      take(number(anchor || here), number(here));
      anchor = null;
    } else if (event.key === "Escape") {
      anchor = null;
      show(0, -1);
    }
  });
  function rove(bar) { for (const each of bars()) each.tabIndex = each === bar ? 0 : -1; }
  function ready() {
    const all = bars(), first = all.find((bar) => !bar.classList.contains("outside")) || all[0];
    anchor = null;
    if (first) rove(first);
    if (first && keyed) first.focus();
    keyed = false;
  }
  document.addEventListener("desk:shown", ready);
  ready();
})();
