// The map of the incidents: packaged outlines, the selection's incidents as marks, doubt as the circle it is.
import * as maplibre from "/static/vendor/maplibre-gl.mjs";

maplibre.setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
const frame = document.getElementById("map");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const of = (what) => ["==", ["get", "of"], what];
const NEAR = 3.5; // the zoom from which regions and towns are worth their download
const none = { type: "FeatureCollection", features: [] };

function style() {
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: "/static/basemap/world.json" },
      near: { type: "geojson", data: none },
      towns: { type: "geojson", data: none },
      incidents: { type: "geojson", data: none },
      doubt: { type: "geojson", data: none },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--soft") } },
      ...["world", "near"].flatMap((source) => [
        { id: `${source}-land`, type: "fill", source, filter: of("land"), paint: { "fill-color": colour("--paper") } },
        { id: `${source}-regions`, type: "line", source, filter: of("region"), paint: { "line-color": colour("--line"), "line-width": 0.8 } },
        { id: `${source}-countries`, type: "line", source, filter: of("country"), paint: { "line-color": colour("--quiet"), "line-width": 0.8, "line-opacity": 0.7 } },
      ]),
      ...[[5e6, 2], [1e6, 4], [3e5, 5.5], [1e5, 7]].map(([people, minzoom]) => ({
        id: `towns-${people}`, type: "symbol", source: "towns", minzoom, filter: [">=", ["get", "people"], people],
        layout: { "text-field": ["get", "name"], "text-size": 12, "symbol-sort-key": ["-", 0, ["get", "people"]] },
        paint: { "text-color": colour("--quiet"), "text-halo-color": colour("--paper"), "text-halo-width": 1 } })),
      { id: "doubt", type: "fill", source: "doubt", paint: { "fill-color": colour("--accent"), "fill-opacity": 0.12 } },
      { id: "marks", type: "circle", source: "incidents", paint: {
        "circle-color": colour("--accent"), "circle-opacity": 0.75, "circle-stroke-width": 1, "circle-stroke-color": colour("--paper"),
        "circle-radius": ["interpolate", ["linear"], ["ln", ["+", 1, ["get", "count"]]], 0.69, 5, 7, 22] } },
    ],
  };
}

function circle(lon, lat, metres) {
  const ring = [];
  for (let step = 0; step <= 48; step += 1) {
    const angle = (step / 48) * 2 * Math.PI;
    ring.push([lon + (metres / 111195 / Math.cos((lat * Math.PI) / 180)) * Math.cos(angle), lat + (metres / 111195) * Math.sin(angle)]);
  }
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties: {} };
}

if (frame) {
  const map = new maplibre.Map({ container: frame, style: style(), center: [20, 30], zoom: 1, attributionControl: false, dragRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  let asked = 0;
  let detailed = false;
  let fitted = false; // once: afterwards the view is the person's own

  function detail() {
    if (detailed || map.getZoom() < NEAR) return;
    detailed = true;
    map.getSource("near").setData("/static/basemap/near.json");
    map.getSource("towns").setData("/static/basemap/towns.json");
  }

  async function draw() {
    const mine = ++asked;
    const box = map.getBounds();
    const view = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth(), map.getZoom()].map((n) => n.toFixed(4)).join(",");
    const query = window.desk ? window.desk.query() : frame.dataset.query;
    const answer = await fetch(`/map/incidents.json?${query}${query ? "&" : ""}view=${view}`);
    if (!answer.ok || mine !== asked) return;
    const found = await answer.json();
    map.getSource("incidents").setData(found);
    const doubtful = found.features.filter((each) => each.properties.radius_m > 0);
    map.getSource("doubt").setData({ type: "FeatureCollection", features: doubtful.map((each) => circle(...each.geometry.coordinates, each.properties.radius_m)) });
    frame.dataset.drawn = String(found.shown);
    if (!fitted && found.box) {
      fitted = true;
      const [west, south, east, north] = found.box;
      map.fitBounds([[west, south], [east, north]], { padding: 40, maxZoom: 7, animate: false });
    }
  }

  map.on("style.load", () => { detailed = false; detail(); draw(); });
  map.on("moveend", () => { detail(); draw(); });
  map.on("click", "marks", (event) => {
    const { id, count } = event.features[0].properties;
    if (id) location.href = `/incidents/${id}`;
    else map.easeTo({ center: event.lngLat, zoom: map.getZoom() + (count > 50 ? 2 : 1.5) });
  });
  document.addEventListener("htmx:afterSwap", draw);
  document.addEventListener("desk:theme", () => map.setStyle(style()));
}
