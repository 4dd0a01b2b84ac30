/* Look constants of the page side, in one table. Faces and inks of statuses and plates come from the payload. */
(function (PM) {
  "use strict";

  PM.look = {
    font: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans CN","WenQuanYi Micro Hei",sans-serif',

    ink: "#16202C", ink2: "#46515F", works: "#7C2600", worksFace: "#CE4A0A", late: "#A3123A",
    land: "#F7F5ED", outside: "#DDE2E8", outsideAlpha: .78,
    district: { edge: "#566373", width: 1.6, glow: "#14304F", glowWidth: 14, glowAlpha: .1 },
    park: { face: "#DDF0D8", edge: "#2F6B3A" },
    station: { face: "#FFFFFF", edge: "#8D97A3", r: 2.2, boxFrom: 15, box: 16 },

    // Base roads: width at the overview; from zoom 14 all are 1.35 times as wide.
    baseRoads: {
      expressway: { width: 4.2, face: "#EDE3C8", casing: "#AA9F82" },
      main: { width: 2.8, face: "#FFFFFF", casing: "#A9B1BB" },
      local: { width: 2, face: "#FFFFFF", casing: "#A9B1BB" }
    },
    casingAdds: 1.5,
    localFrom: 13,

    // Steps by zoom: the last row whose `from` is not above the zoom is in force.
    zooms: [
      { from: 0, r: 6, road: .75, base: 1, text: 0 },
      { from: 11.5, r: 6.6, road: .75, base: 1, text: 0 },
      { from: 13, r: 6.6, road: 1, base: 1, text: 0 },
      { from: 14, r: 7.5, road: 1, base: 1.35, text: 0 },
      { from: 15, r: 7.5, road: 1.25, base: 1.35, text: 2 },
      { from: 15.5, r: 8.5, road: 1.25, base: 1.35, text: 2 }
    ],

    plate: { fill: .9, closeFrom: 14, close: .42, overTiles: .6, width: 1.7, dash: [8, 5], dots: [.1, 5], mark: 36, faded: .35, tagReach: 150, tieFrom: 34 },
    // The projector's view: larger symbols, names this many times as large.
    brief: { r: 9, text: 1.28, left: 366, right: 222 },
    // A plate under `under` px wide with `from` things or more gets a frame of its own.
    inset: { under: 120, besideFrom: 900, from: 8, width: 250, wide: 372, wideFrom: 1600, brief: 330, height: 364, rest: 196, below: 56, head: 26, foot: 28, until: 14, pad: 8, ink: 1.8 },
    locator: { from: 13, width: 128, height: 174, head: 28 },
    // Symbols at one spot are pushed apart until their boxes touch; past `leader` px a line leads to the true place.
    spread: { passes: 120, step: .6, gap: 1, leader: 5, most: 2000 },
    // A view with more symbols than one for each `room` px² of the ground they stand on, `least` to `most` in all, shows cells, `cell` px a side or half as much again; symbols come back at
    // the `back`th part of that. A ring's radius grows with the number, `grow` px for each tenfold; no status takes less than
    // the `least`th part of it. Of more than `courses` lines in a view the short ones bear no sign and no name.
    crowd: {
      room: 1000, least: 250, most: 700, back: .7, cell: 72, r: 12, grow: 4.2, widest: 28, halo: 2.5, ring: 6, ink: 1.5, gap: 1.2, text: 12, corner: .74, smallest: .02,
      courses: 300, bears: 24, areaFrom: 8
    },
    leader: { width: 1, dot: 1.6 },
    hover: { r: 4, width: 2 },
    ring: { r: 17, ink: 2.6 },
    badge: { r: 4.5 },
    // Half the height of the sign of a light, where it stands on a crossing's capsule, and from which symbol on it is full size.
    light: { half: 6, crossing: 11, fullFrom: 6 },
    area: { fill: .22, park: .75, width: 1.3 },
    circle: { dash: [4, 4], width: 1.4, fill: .09 },
    trayR: 5.4,
    dim: .15,

    // Text on the map. A low number wins; `grow`: two pixels more from zoom 15.
    labels: {
      selected: { size: 17, weight: 700, colour: "#16202C", priority: 0 },
      works: { size: 12, weight: 700, colour: "#7C2600", priority: 2, grow: true },
      road: { size: 12, weight: 400, colour: null, priority: 2, grow: true },
      urgent: { size: 13, weight: 400, colour: "#16202C", priority: 3, grow: true },
      project: { size: 13, weight: 400, colour: "#16202C", priority: 4, grow: true },
      park: { size: 13, weight: 400, colour: "#16202C", priority: 5, grow: true },
      town: { size: 13, weight: 400, colour: "#4B5563", priority: 6 },
      site: { size: 13, weight: 400, colour: "#16202C", priority: 6 },
      baseRoad: { size: 11.5, weight: 400, colour: "#5B6675", priority: 8, grow: true },
      village: { size: 12, weight: 400, colour: "#667180", priority: 9 },
      neighbour: { size: 14, weight: 400, colour: "#566373", priority: 9, spaced: true },
      water: { size: 12, weight: 400, colour: "#3F6A8F", priority: 9 }
    },
    labelGap: 5, labelPad: 2, labelEdge: 4, halo: 4,

    view: { trays: 226, beside: 20, top: 12, right: 16, zoom: 60, bottom: 14, scale: 30 },
    nearMetres: 300, nearMost: 5,
    staleDays: 30,
    keyOpenFrom: 640
  };

  PM.look.at = function (zoom) {
    return PM.look.zooms.reduce(function (row, next) { return next.from <= zoom ? next : row; });
  };
})(window.PM = window.PM || {});
