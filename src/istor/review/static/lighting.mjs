// One incident in three places: what is pointed at or focused in the table, on the map or on the timeline is lit in the others.
import { circle, collection, point } from "/static/ground.mjs";

const rows = () => [...document.querySelectorAll("[data-rows] tbody tr")];
const bars = () => [...document.querySelectorAll("[data-brush] .bar")];
const at = (row) => (row.dataset.at ? row.dataset.at.split(",").map(Number) : null);

export function lighting(map, frame) {
  const said = document.querySelector("[data-map-said]");

  function light(lit, words = "") {
    for (const row of rows()) row.classList.toggle("lit", lit.includes(row));
    const days = lit.map((row) => row.dataset.day).filter(Boolean);
    for (const bar of bars()) bar.classList.toggle("lit", days.some((day) => bar.dataset.from <= day && day <= bar.dataset.to));
    const placed = lit.filter(at);
    const source = map.getSource("lit");
    if (source) source.setData(collection(placed.flatMap((row) => [point(...at(row)), ...(Number(row.dataset.radius) ? [circle(...at(row), Number(row.dataset.radius))] : [])])));
    frame.dataset.lit = String(placed.length);
    said.textContent = words;
  }

  const under = (event) => {
    const on = event.target.closest?.("[data-rows] tbody tr, [data-brush] .bar");
    if (!on) return null;
    return on.matches("tr") ? [on] : rows().filter((row) => on.dataset.from <= row.dataset.day && row.dataset.day <= on.dataset.to);
  };
  let last = null;
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => {
    const on = under(event);
    if (on) light(on);
    else if (last) light([]);
    last = on;
  });
  document.addEventListener("desk:row", (event) => light([event.detail]));
  document.addEventListener("desk:shown", () => light([]));

  map.on("mousemove", "marks", (event) => {
    const { id, count, killed, box } = event.features[0].properties;
    const [west, south, east, north] = box || [];
    const inside = (row) => { const [lon, lat] = at(row) || [NaN, NaN]; return lon >= west - 1e-4 && lon <= east + 1e-4 && lat >= south - 1e-4 && lat <= north + 1e-4; };
    const words = `${count === 1 ? "1 incident" : `${count} incidents`}${killed ? `, ${killed} killed` : ""}${id ? "" : ": click to come nearer"}`;
    light(rows().filter((row) => (id ? row.dataset.id === id : inside(row))), words);
    map.getCanvas().style.cursor = frame.classList.contains("drawing") ? "" : "pointer";
  });
  map.on("mouseleave", "marks", () => { light([]); map.getCanvas().style.cursor = ""; });
  return light;
}
