// What every map of the desk stands on: packaged outlines and towns, one's own tiles where they are named, circles in metres.
import * as maplibre from "/static/vendor/maplibre-gl.mjs";

maplibre.setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const none = { type: "FeatureCollection", features: [] };
export const collection = (features) => ({ type: "FeatureCollection", features });
const of = (what) => ["==", ["get", "of"], what];
const NEAR = 3.5; // the zoom from which regions and towns are worth their download
const KM_A_DEGREE = 111.195;

const tiles = document.querySelector("[data-tiles]")?.dataset.tiles; // one's own, where the configuration names them

function style(sources, layers) {
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: "/static/basemap/world.json" },
      near: { type: "geojson", data: none },
      towns: { type: "geojson", data: none },
      ...(tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } } : {}),
      ...Object.fromEntries(sources.map((name) => [name, { type: "geojson", data: none }])),
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
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : []),
      ...layers(),
    ],
  };
}

// A map in `frame` with these sources of one's own, which are empty at first, and the layers that `layers()` gives for the
// theme of the moment; `drawn()` is called when they are there, again after each change of the theme.
export function makeMap(frame, sources, layers, drawn, options = {}) {
  const map = new maplibre.Map({ container: frame, style: style(sources, layers), center: [20, 30], zoom: 1, attributionControl: false, dragRotate: false, ...options });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.touchZoomRotate.disableRotation();
  let detailed = false;
  function detail() {
    if (detailed || map.getZoom() < NEAR) return;
    detailed = true;
    map.getSource("near").setData("/static/basemap/near.json");
    map.getSource("towns").setData("/static/basemap/towns.json");
  }
  map.on("style.load", () => { detailed = false; detail(); drawn(); });
  map.on("moveend", detail);
  document.addEventListener("desk:theme", () => map.setStyle(style(sources, layers)));
  return map;
}

export function polygon(corners, properties = {}) {
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [[...corners, corners[0]]] }, properties };
}

export function point(lon, lat, properties = {}) {
  return { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties };
}

// All points `metres` away from one, as the outline of a polygon.
export function circle(lon, lat, metres, properties = {}) {
  const tall = metres / 1000 / KM_A_DEGREE, wide = tall / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const angles = [...Array(64).keys()].map((step) => (step / 64) * 2 * Math.PI);
  return polygon(angles.map((angle) => [lon + wide * Math.cos(angle), Math.max(-89.9, Math.min(89.9, lat + tall * Math.sin(angle)))]), properties);
}

// The great-circle distance of two points, in kilometres.
export function kilometres(one, other) {
  const [lon1, lat1, lon2, lat2] = [one.lng, one.lat, other.lng, other.lat].map((degrees) => (degrees * Math.PI) / 180);
  const half = Math.sin((lat1 - lat2) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon1 - lon2) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, half)));
}
