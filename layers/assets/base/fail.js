/* If the page does not come up: says so and lists everything in plain words. In old JavaScript. */
(function (PM) {
  "use strict";

  PM.fail = function () {
    var list = document.getElementById("pm-failed-list"), data, columns, item, facts, i;
    document.body.className += " failed";
    try { data = PM.read(PM.inflate(PM.bytes("platemap-data"))); } catch (e) { return; }
    columns = data.columns;
    while (list.firstChild) { list.removeChild(list.firstChild); }
    for (i = 0; i < columns.name.length; i++) {
      item = document.createElement("li");
      facts = [data.plates[columns.plate[i]].name, columns.category[i], data.certainties[columns.certainty[i]].word, columns.address[i]];
      item.textContent = columns.name[i] + "（" + facts.filter(Boolean).join("，") + "）";
      list.appendChild(item);
    }
  };

  window.addEventListener("load", function () { if (!window.platemap) PM.fail(); });
})(window.PM);
