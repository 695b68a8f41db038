// Drawing on the map: a circle by press and drag, a polygon corner by corner, what the map shows; and the shapes of the address.
import { circle, collection, kilometres, point, polygon } from "/static/ground.mjs";

const round = (degrees) => Number(degrees.toFixed(4));
const LEAST_KM = 0.1;

export function drawing(map, frame) {
  const tools = document.querySelector("[data-tools]");
  const button = (name) => tools.querySelector(`[data-draw="${name}"]`);
  let mode = null, centre = null, corners = [], moving = null;

  function chosen() {
    const query = new URLSearchParams(window.desk.query());
    const near = query.get("near"), within = query.get("within"), shapes = [];
    if (near) { const [lat, lon, km] = near.split(",").map(Number); shapes.push(circle(lon, lat, km * 1000)); }
    if (within) shapes.push(polygon(within.split(";").map((corner) => corner.split(",").map(Number).reverse())));
    return shapes;
  }

  // The shapes of the address, and what is being drawn.
  function show(sketch = []) {
    const source = map.getSource("area");
    if (source) source.setData(collection([...chosen(), ...sketch]));
    frame.dataset.area = String(chosen().length);
    button("box").setAttribute("aria-pressed", String(new URLSearchParams(window.desk.query()).has("box")));
  }

  function begin(name) {
    const again = mode === name;
    end();
    if (again) return;
    mode = name;
    button(name).setAttribute("aria-pressed", "true");
    frame.classList.add("drawing");
    map.doubleClickZoom.disable();
    if (name === "circle") map.dragPan.disable();
    window.desk.say(name === "circle" ? "Press on the centre and drag. Esc stops." : "Click the corners; Enter or a double click closes, Backspace takes one back, Esc stops. By keyboard: arrows move the map, Space sets a corner in its middle.");
    map.getCanvas().focus({ preventScroll: true });
  }

  function end() {
    if (!mode) return;
    button(mode).setAttribute("aria-pressed", "false");
    mode = centre = moving = null;
    corners = [];
    frame.classList.remove("drawing");
    map.dragPan.enable();
    map.doubleClickZoom.enable();
    window.desk.say("");
    show();
  }

  function corner(at) {
    const last = corners.at(-1);
    if (last) { const [a, b] = [map.project(last), map.project(at)]; if (Math.hypot(a.x - b.x, a.y - b.y) < 4) return; }
    corners.push(at);
    sketchPolygon();
  }
  function sketchPolygon(at = null) {
    const line = [...corners, ...(at ? [at] : [])].map((each) => [each.lng, each.lat]);
    show([...line.map(([lon, lat]) => point(lon, lat)), ...(line.length > 1 ? [polygon(line)] : [])]);
  }
  function close() {
    if (corners.length < 3) { window.desk.say("A polygon has at least three corners."); return; }
    const within = corners.map((each) => `${round(each.lat)},${round(each.wrap().lng)}`).join(";");
    end();
    window.desk.go(window.desk.but({ within }));
  }

  const press = (event) => { if (mode !== "circle" || (event.points && event.points.length > 1)) return; event.preventDefault(); centre = event.lngLat; };
  const drag = (event) => {
    if (mode === "polygon") { moving = event.lngLat; sketchPolygon(moving); return; }
    if (mode !== "circle" || !centre) return;
    const km = kilometres(centre, event.lngLat);
    show([circle(centre.lng, centre.lat, km * 1000)]);
    window.desk.say(`${km.toPrecision(3)} km`);
  };
  const release = (event) => {
    if (mode !== "circle" || !centre) return;
    const from = centre.wrap(), km = Number(kilometres(centre, event.lngLat).toPrecision(3));
    centre = null;
    if (km < LEAST_KM) { show(); return; }
    end();
    window.desk.go(window.desk.but({ near: `${round(from.lat)},${round(from.lng)},${km}` }));
  };
  for (const name of ["mousedown", "touchstart"]) map.on(name, press);
  for (const name of ["mousemove", "touchmove"]) map.on(name, drag);
  for (const name of ["mouseup", "touchend"]) map.on(name, release);
  map.on("click", (event) => { if (mode === "polygon") corner(event.lngLat); });
  map.on("dblclick", (event) => { if (mode === "polygon") { event.preventDefault(); close(); } });

  // Before the keys of the desk, which mean something else while nothing is drawn.
  addEventListener("keydown", (event) => {
    if (!mode || event.target.closest("input, select, textarea")) return;
    const does = { Escape: end, Enter: mode === "polygon" ? close : null, Backspace: () => { corners.pop(); sketchPolygon(); }, " ": mode === "polygon" ? () => corner(map.getCenter()) : null }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    does();
  }, { capture: true });

  // What the map shows, as the address says it; a map that shows the world twice shows all of it.
  function box() {
    const shown = map.getBounds(), wide = shown.getEast() - shown.getWest() >= 360;
    const wrap = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
    const [west, east] = wide ? [-180, 180] : [wrap(shown.getWest()), wrap(shown.getEast())];
    return [west, Math.max(-90, shown.getSouth()), east, Math.min(90, shown.getNorth())].map(round).join(",");
  }
  const boxed = () => new URLSearchParams(window.desk.query()).has("box");
  let later = null;
  map.on("moveend", (event) => {
    clearTimeout(later);
    if (event.originalEvent && boxed()) later = setTimeout(() => { if (boxed()) window.desk.go(window.desk.but({ box: box() }), true); }, 200);
  });

  tools.addEventListener("click", (event) => {
    const name = event.target.closest("[data-draw]")?.dataset.draw;
    if (name === "box") window.desk.go(window.desk.but({ box: boxed() ? null : box() }));
    else if (name) begin(name);
  });
  tools.parentElement.classList.add("ready");
  const bounds = (shape) => { const lons = shape.geometry.coordinates[0].map((each) => each[0]), lats = shape.geometry.coordinates[0].map((each) => each[1]); return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]; };
  return { show, boxes: () => chosen().map(bounds), drawing: () => mode !== null };
}
