// The place of one incident: its point, its doubt as the circle it is, and the places its words could mean instead.
import { circle, collection, colour, makeMap, point } from "/static/ground.mjs";

for (const frame of document.querySelectorAll("[data-spot]")) {
  const spot = JSON.parse(frame.dataset.spot);
  frame.classList.add("ready");
  const named = (size) => ({ "text-field": ["get", "name"], "text-size": size, "text-offset": [0, 1.1], "text-anchor": "top" });
  const layers = () => [
    { id: "doubt", type: "fill", source: "doubt", paint: { "fill-color": colour("--accent"), "fill-opacity": 0.15 } },
    { id: "doubt-edge", type: "line", source: "doubt", paint: { "line-color": colour("--accent") } },
    { id: "others", type: "circle", source: "others", paint: { "circle-color": "transparent", "circle-radius": 6, "circle-stroke-width": 2, "circle-stroke-color": colour("--quiet") } },
    { id: "others-named", type: "symbol", source: "others", layout: named(11), paint: { "text-color": colour("--quiet"), "text-halo-color": colour("--paper"), "text-halo-width": 1 } },
    { id: "spot", type: "circle", source: "spot", paint: { "circle-color": colour("--accent"), "circle-radius": 6, "circle-stroke-width": 1, "circle-stroke-color": colour("--paper") } },
  ];
  const ring = circle(spot.lon, spot.lat, Math.max(spot.radius_m, 1000));
  function drawn() {
    map.getSource("spot").setData(point(spot.lon, spot.lat));
    map.getSource("doubt").setData(spot.radius_m ? ring : collection([]));
    map.getSource("others").setData(collection(spot.others.map((each) => point(each.lon, each.lat, { name: `${each.name} ${Math.round(100 * each.score)} %` }))));
    frame.dataset.drawn = String(1 + spot.others.length);
  }
  const corners = ring.geometry.coordinates[0];
  const lons = corners.map((each) => each[0]), lats = corners.map((each) => each[1]);
  const bounds = [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
  const map = makeMap(frame, ["doubt", "others", "spot"], layers, drawn, { bounds, fitBoundsOptions: { padding: 30, maxZoom: 6.5 } });
}
