// The toll over time as a chart beside its table, from which it is read: what was told, lowest to highest, step by step.
"use strict";

(() => {
  const place = document.querySelector("[data-tolls]");
  if (!place) return;
  const steps = [...document.querySelectorAll("[data-history] tbody tr")].map((row, index) => ({
    step: index + 1, harm: row.dataset.harm, day: row.dataset.day, low: Number(row.dataset.low), high: row.dataset.high === "" ? null : Number(row.dataset.high),
  }));
  const words = (each) => `Step ${each.step}: ${each.high === null ? `${each.low} or more` : each.high === each.low ? each.low : `${each.low}–${each.high}`}${each.day ? `, ${each.day}` : ""}`;
  for (const harm of new Set(steps.map((each) => each.harm))) {
    const told = steps.filter((each) => each.harm === harm);
    if (told.length < 2) continue;
    const figure = document.createElement("figure"), caption = document.createElement("figcaption");
    caption.textContent = harm;
    figure.append(caption, Plot.plot({
      width: 380, height: 170, marginLeft: 40, ariaLabel: `${harm}, step by step`, ariaDescription: told.map(words).join("; "),
      x: { type: "point", domain: told.map((each) => each.step), label: "step" },
      y: { label: null, zero: true, nice: true, grid: true, tickFormat: (count) => (Number.isInteger(count) ? String(count) : "") },
      marks: [
        Plot.lineY(told, { x: "step", y: "low", stroke: "var(--accent)", strokeOpacity: 0.5, curve: "step-after" }),
        Plot.ruleX(told.filter((each) => each.high !== null), { x: "step", y1: "low", y2: "high", stroke: "var(--accent)", strokeWidth: 4 }),
        Plot.dot(told, { x: "step", y: "low", fill: "var(--accent)", r: 4, symbol: (each) => (each.high === null ? "triangle" : "circle"), title: words }),
      ],
    }));
    figure.querySelector("svg").setAttribute("role", "img");
    for (const part of figure.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label"); // groups have no role to be named by
    place.append(figure);
  }
  place.dataset.drawn = String(place.querySelectorAll("svg").length);
})();
