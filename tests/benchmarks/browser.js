/* Put into every page that is measured: how each way opens, filters and pans, timed alike. */
(function () {
  "use strict";

  const SETTLE_MS = 250, DAYS = 24, STEPS = 10, STEP_PX = 24;
  const frame = () => new Promise(requestAnimationFrame);
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const until = async test => { while (!test()) await pause(1); };
  const parsed = new Promise(done => addEventListener("DOMContentLoaded", done));
  const now = () => performance.now();

  /* From the call to the first frame callback after it has drawn. */
  async function timed(work) {
    await frame();
    await frame();
    const began = now();
    await work();
    await frame();
    return now() - began;
  }

  async function each(values, work, rest) {
    const times = [];
    for (const value of values) {
      times.push(await timed(() => work(value)));
      await rest();
    }
    return times;
  }

  function spread(values, most) {
    const step = Math.max(1, values.length / most);
    return Array.from({ length: Math.min(most, values.length) }, (_, i) => values[Math.floor(i * step)]);
  }

  const rested = () => pause(SETTLE_MS);

  const ours = {
    open: async () => {
      await until(() => window.platemap);
      await window.platemap.ready;
    },
    rest: async () => {
      await rested();
      await until(() => !(PM.busy && PM.busy()));
    },
    filters: () => {
      const codes = PM.data.statuses.map(status => status.code).concat("");
      const spec = code => (code ? { statuses: [code] } : {});
      return {
        filter: [codes, code => PM.store.setSpec(spec(code))],
        hook: [codes, code => window.platemap.filter(spec(code))],
        date: [spread(Array.from(PM.data.changes), DAYS), day => PM.store.setDay(day)]
      };
    }
  };

  /* The layer of folium.GeoJson or GeoDataFrame.explore. */
  function layerOf() {
    return Object.keys(window).filter(name => name.startsWith("geo_json_")).map(name => window[name])
      .find(one => one instanceof L.GeoJSON);
  }

  /* Plain Leaflet filters by adding what is shown anew. Or all stays, and what is hidden is painted
     invisibly: quicker, but its tooltips still open. */
  const leaflet = {
    open: () => parsed,
    rest: rested,
    filters: () => {
      const layer = layerOf(), features = layer.getLayers().map(one => one.feature);
      const codes = Array.from(new Set(features.map(one => one.properties.status))).slice(0, 4).concat("");
      const shows = code => feature => !code || feature.properties.status === code;
      return {
        hidden: [codes, code => layer.setStyle(one => ({ opacity: +shows(code)(one), fillOpacity: 0.8 * shows(code)(one) }))],
        filter: [codes, code => {
          layer.clearLayers();
          layer.addData({ type: "FeatureCollection", features: features.filter(shows(code)) });
        }]
      };
    }
  };

  /* Resolves after deck.gl has drawn with every layer loaded. */
  function deckDrawn(change) {
    return new Promise(done => {
      deckInstance.setProps(Object.assign({
        onAfterRender: () => {
          const layers = deckInstance.layerManager ? deckInstance.layerManager.getLayers() : [];
          if (layers.length && layers.every(layer => layer.isLoaded)) done();
        }
      }, change));
      deckInstance.redraw("measured");
    });
  }

  const deck = {
    open: async () => {
      await parsed;
      await deckDrawn({});
    },
    rest: rested,
    filters: () => {
      const layers = deckInstance.props.layers.map(layer => [layer, layer.props.data]);
      const records = layers.map(pair => pair[1].features || pair[1]);
      const status = record => (record.properties || record).status;
      const codes = Array.from(new Set(records.flat().map(status))).slice(0, 4).concat("");
      return {
        filter: [codes, code => deckDrawn({
          layers: layers.map((pair, i) => pair[0].clone({ data: records[i].filter(one => !code || status(one) === code) }))
        })]
      };
    }
  };

  const WAYS = { ours: ours, leaflet: leaflet, deck: deck };

  /* One step a frame and the release, on what lies in the middle; the button is already down. */
  async function drag(x, y) {
    const target = document.elementFromPoint(x, y);
    const send = (names, at) => names.forEach(name => {
      const Kind = name.startsWith("pointer") ? PointerEvent : MouseEvent;
      target.dispatchEvent(new Kind(name, {
        bubbles: true, cancelable: true, clientX: at, clientY: y, button: 0, pointerId: 1, isPrimary: true,
        pointerType: "mouse", buttons: name.endsWith("move") ? 1 : 0
      }));
    });
    const steps = [];
    for (let i = 1; i <= STEPS; i++) {
      steps.push(await timed(() => send(["pointermove", "mousemove"], x - i * STEP_PX)));
    }
    const released = await timed(() => send(["pointerup", "mouseup"], x - STEPS * STEP_PX));
    return { pan: steps, released: [released] };
  }

  async function filter(way) {
    const found = {}, filters = WAYS[way].filters();
    for (const name of Object.keys(filters)) {
      found[name] = await each(filters[name][0], filters[name][1], WAYS[way].rest);
    }
    return found;
  }

  async function opened(way) {
    await WAYS[way].open();
    await frame();
    const took = now();
    await WAYS[way].rest();
    return took;
  }

  window.bench = { opened: opened, filter: filter, drag: drag };
})();
