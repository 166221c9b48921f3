"use strict";
(function () {
  var place = document.getElementById("chart");
  if (!place || !window.echarts) return;
  var told = JSON.parse(place.dataset.chart);
  var day = 86400000;
  // Drawn in China's time, whatever the browser's: its hours are told as if they were UTC's.
  var china = 8 * 3600000;
  var now = Date.parse(told.now) + china;
  var today = Date.parse(told.today);
  var areas = told.areas;

  areas.forEach(function (area) {
    area.knownFromTime = Date.parse(area.knownFrom) + china;
    area.knownToTime = area.knownTo ? Date.parse(area.knownTo) + china : null;
    area.validFromTime = area.validFrom ? Date.parse(area.validFrom) : null;
    area.validToTime = area.validTo ? Date.parse(area.validTo) : null;
  });

  function span(from, to, end) {
    var known = [];
    areas.forEach(function (area) {
      if (area[from] !== null) known.push(area[from]);
      if (area[to] !== null) known.push(area[to]);
    });
    known.push(end);
    var least = Math.min.apply(null, known);
    var most = Math.max.apply(null, known);
    // Room for what has no beginning or no end, and for a registry that is a few minutes old.
    var room = Math.max((most - least) * 0.08, from === "validFromTime" ? 180 * day : 30000);
    return { least: least - room, most: most + room };
  }

  var valid = span("validFromTime", "validToTime", today);
  var knownAxis = span("knownFromTime", "knownToTime", now);
  knownAxis.most = now;
  var pattern = knownAxis.most - knownAxis.least < 2 * day ? "{MM}-{dd} {HH}:{mm}:{ss}" : "{yyyy}-{MM}-{dd}";
  var colours = ["#1d4f91", "#2e7d5b", "#8a5a00", "#7b3f98", "#a33a3a", "#2b6f77", "#5b5f1d", "#53565c"];
  var sources = [];
  areas.forEach(function (area) {
    if (sources.indexOf(area.source) < 0) sources.push(area.source);
  });

  var rows = areas.map(function (area, index) {
    return [
      area.validFromTime === null ? valid.least : area.validFromTime,
      area.validToTime === null ? valid.most : area.validToTime,
      area.knownFromTime,
      area.knownToTime === null ? knownAxis.most : area.knownToTime,
      index
    ];
  });

  var chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    useUTC: true,
    aria: { enabled: false },
    grid: { left: 150, right: 24, top: 40, bottom: 48 },
    legend: { data: sources, top: 4, selectedMode: false },
    // Rich text is drawn, not written as HTML with styles, which the page's policy does not let in.
    tooltip: {
      renderMode: "richText",
      formatter: function (point) {
        var area = areas[point.data[4]];
        return area.value + "\n" + area.source + " · " + area.status + "\n" + told.validAxis + ": " + area.period + "\n" + told.knownAxis + ": " + area.known;
      }
    },
    xAxis: { type: "time", min: valid.least, max: valid.most, name: told.validAxis, nameLocation: "middle", nameGap: 30 },
    yAxis: { type: "time", min: knownAxis.least, max: knownAxis.most, name: told.knownAxis, nameLocation: "end", splitNumber: 4, axisLabel: { formatter: pattern } },
    series: sources.map(function (source, place) {
      return {
        name: source,
        type: "custom",
        itemStyle: { color: colours[place % colours.length] },
        encode: { x: [0, 1], y: [2, 3] },
        data: rows.filter(function (row) {
          return areas[row[4]].source === source;
        }),
        renderItem: function (params, api) {
          var from = api.coord([api.value(0), api.value(3)]);
          var to = api.coord([api.value(1), api.value(2)]);
          var box = echarts.graphic.clipRectByRect(
            { x: from[0], y: from[1], width: Math.max(to[0] - from[0], 2), height: Math.max(to[1] - from[1], 3) },
            { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height }
          );
          if (!box) return null;
          var children = [{ type: "rect", shape: box, style: { fill: colours[place % colours.length], fillOpacity: 0.82, stroke: "#fff", lineWidth: 1 } }];
          if (box.width > 40 && box.height > 14)
            children.push({
              type: "text",
              style: { text: areas[api.value(4)].value, x: box.x + 6, y: box.y + box.height / 2, fill: "#fff", fontSize: 13, verticalAlign: "middle", width: box.width - 12, overflow: "truncate" }
            });
          return { type: "group", children: children };
        }
      };
    })
  });
  window.addEventListener("resize", function () {
    chart.resize();
  });
})();
