// Holds the map document in a sandboxed frame and carries messages between it and the link, a
// second component that changes with every filter while this one, heavy with the document, does not.
const hub = (window.platemapHub = window.platemapHub || start());

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector("iframe");
  const text = new TextDecoder().decode(data);
  const edge = text.indexOf("\n");
  const page = text.slice(edge + 1);
  hub.frame = frame;
  if (frame.srcdoc === page) return;
  hub.ready = false;
  outline(parentElement.querySelector("svg"), text.slice(0, edge));
  frame.srcdoc = page;
}

function start() {
  const hub = { frame: null, link: null, ready: false, filter: "", turn: null, clicks: 0, day: "", days: 0, heard: 0, pick: undefined };
  // Streamlit's page calls itself English.
  document.documentElement.lang = "zh-CN";
  // Scripts of components load in any order: the link may have left itself on window already.
  window.addEventListener("platemap-link", () => pass(hub));
  window.addEventListener("message", (event) => {
    const message = event.data;
    if (!hub.frame || event.source !== hub.frame.contentWindow) return;
    if (message && message.platemap === 1) receive(hub, message);
  });
  return hub;
}

// While the document opens: the district's edge, which stands before it.
function outline(svg, edge) {
  svg.firstElementChild.setAttribute("d", edge);
  const { x, y, width, height } = svg.firstElementChild.getBBox();
  svg.setAttribute("viewBox", [x, y, width, height].join(" "));
}

// Python → document: only what changed; a turn is a selection made outside the map.
function pass(hub) {
  hub.link = window.platemapLink;
  if (!hub.ready || !hub.link) return;
  const { datum, select, turn, view, pick } = hub.link.data;
  // The base map was changed and the link still speaks to the document before.
  if (datum !== hub.datum) return;
  const filter = dated(hub);
  if (hub.turn === null && view) post(hub, { type: "view", ...view });
  const shown = JSON.stringify({ ...filter, asOf: hub.day });
  if (shown !== hub.filter) post(hub, { type: "filter", filter });
  if (turn !== hub.turn) post(hub, { type: "select", id: select });
  if (JSON.stringify(pick) !== hub.pick) post(hub, { type: "pick", ...pick });
  hub.pick = JSON.stringify(pick);
  hub.filter = shown;
  hub.turn = turn;
}

// A date chosen in the document that Python has not heard of yet stays: what Python says is older.
function dated(hub) {
  const { filter, day, heard } = hub.link.data;
  // A new session counts from the start again.
  if (heard < hub.heard) hub.days = heard;
  hub.heard = heard;
  if (heard !== undefined && heard !== hub.days) return { ...filter, asOf: hub.day };
  hub.day = day;
  return filter;
}

// Document → Python. A document that has just opened knows nothing: give it all there is.
function receive(hub, { type, id, datum, center, zoom, at, asOf }) {
  if (type === "ready") {
    Object.assign(hub, { ready: true, datum, filter: "", turn: null, pick: undefined });
    pass(hub);
  }
  if (!hub.link) return;
  if (type === "pick") hub.link.setStateValue("pick", { datum, at, zoom, click: ++hub.clicks });
  // While a place is pointed out nobody asks what else is clicked, or where the map is.
  if (hub.link.data.pick) return;
  // Counted, because clicking the same thing again must arrive as well.
  if (type === "select") hub.link.setStateValue("select", { id, click: ++hub.clicks });
  if (type !== "state") return;
  // Counted too: what the document was told to show is no choice of its reader, nor is one that runs by itself.
  if (asOf && asOf !== hub.day) {
    hub.days += 1;
    hub.day = asOf;
    // It stands there already: telling it so again would stop it while it plays.
    if (hub.filter) hub.filter = JSON.stringify({ ...JSON.parse(hub.filter), asOf });
  }
  hub.link.setStateValue("state", { datum, center, zoom, day: hub.day, days: hub.days });
}

function post(hub, message) {
  // On the way to another page the frame is still known here but has left the document.
  const target = hub.frame.contentWindow;
  if (target) target.postMessage({ platemap: 1, ...message }, "*");
}
