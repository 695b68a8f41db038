// The map of the incidents: the selection's incidents as marks, gathered where they would overlap, doubt as the circle it is.
import { circle, collection, colour, makeMap } from "/static/ground.mjs";
import { drawing } from "/static/drawing.mjs";
import { lighting } from "/static/lighting.mjs";

const frame = document.getElementById("map");
const SOURCES = ["area", "doubt", "incidents", "lit"];

function layers() {
  const accent = colour("--accent"), warm = colour("--bad");
  return [
    { id: "area", type: "fill", source: "area", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": warm, "fill-opacity": 0.08 } },
    { id: "area-edge", type: "line", source: "area", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": warm, "line-width": 2, "line-dasharray": [2, 1] } },
    { id: "area-corners", type: "circle", source: "area", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": warm, "circle-radius": 4 } },
    { id: "doubt", type: "fill", source: "doubt", paint: { "fill-color": accent, "fill-opacity": 0.12 } },
    { id: "doubt-edge", type: "line", source: "doubt", paint: { "line-color": accent, "line-opacity": 0.5 } },
    { id: "marks", type: "circle", source: "incidents", paint: {
      "circle-color": accent, "circle-opacity": 0.85, "circle-stroke-width": 1, "circle-stroke-color": colour("--paper"),
      "circle-radius": ["interpolate", ["linear"], ["ln", ["+", 1, ["get", "count"]]], 0.69, 6, 1.1, 9, 7, 22] } },
    { id: "counts", type: "symbol", source: "incidents", filter: [">", ["get", "count"], 1],
      layout: { "text-field": ["to-string", ["get", "count"]], "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": colour("--on-accent") } },
    { id: "lit-doubt", type: "line", source: "lit", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": warm, "line-width": 1.5 } },
    { id: "lit", type: "circle", source: "lit", filter: ["==", ["geometry-type"], "Point"], paint: {
      "circle-color": "transparent", "circle-radius": 10, "circle-stroke-width": 3, "circle-stroke-color": warm } },
  ];
}

if (frame) {
  let asked = 0;
  let fitted = false; // once: afterwards the view is the person's own
  const map = makeMap(frame, SOURCES, layers, () => draw());
  const tools = drawing(map, frame);
  lighting(map, frame);

  function fit([west, south, east, north], padding) {
    fitted = true;
    map.fitBounds([[west, south], [east < west ? east + 360 : east, north]], { padding, maxZoom: 7, animate: false });
  }

  const around = (boxes) => [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.filter(Boolean).map((box) => box[side])));

  // The map shows what is selected wherever it lies: what it shows itself narrows the table only.
  async function draw() {
    const mine = ++asked;
    const box = map.getBounds();
    const view = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth(), map.getZoom()].map((n) => n.toFixed(4)).join(",");
    const query = window.desk.but({ box: null });
    const answer = await fetch(`/map/incidents.json?${query}${query ? "&" : ""}view=${view}`);
    if (!answer.ok || mine !== asked) return;
    const found = await answer.json();
    const shown = new URLSearchParams(window.desk.query()).get("box");
    if (!fitted && (shown || found.box || tools.boxes().length)) {
      if (shown) fit(shown.split(",").map(Number), 0); else fit(around([found.box, ...tools.boxes()]), 40);
      return; // the move asks anew
    }
    fitted = true;
    if (!map.getSource("incidents")) return;
    map.getSource("incidents").setData(found);
    const doubtful = found.features.filter((each) => each.properties.radius_m > 0);
    map.getSource("doubt").setData(collection(doubtful.map((each) => circle(...each.geometry.coordinates, each.properties.radius_m))));
    tools.show();
    frame.dataset.doubtful = String(doubtful.length);
    frame.dataset.drawn = String(found.shown);
  }

  map.on("moveend", () => draw());
  map.on("click", "marks", (event) => {
    if (tools.drawing()) return;
    const { id, box } = event.features[0].properties;
    if (id) { location.href = `/incidents/${id}`; return; }
    const [west, south, east, north] = box;
    if (west === east && south === north) { window.desk.go(window.desk.but({ near: `${south},${west},1` })); return; } // no zoom parts them
    map.fitBounds([[west, south], [east, north]], { padding: 60, maxZoom: Math.max(map.getZoom() + 1.5, 9) }, { originalEvent: event.originalEvent });
  });
  document.addEventListener("desk:shown", () => { draw(); });
}
