"use strict";
(function () {
  var place = document.getElementById("chart");
  if (!place || !window.echarts) return;
  var told = JSON.parse(place.dataset.chart);
  var bars = told.bars.slice().reverse();
  place.style.height = Math.max(140, 60 + 28 * bars.length) + "px";
  var chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    aria: { enabled: false },
    grid: { left: 12, right: 60, top: 12, bottom: 36, containLabel: true },
    // Rich text is drawn, not written as HTML with styles, which the page's policy does not let in.
    tooltip: { renderMode: "richText" },
    xAxis: { type: "value", name: told.axis, nameLocation: "middle", nameGap: 26, minInterval: 1 },
    yAxis: {
      type: "category",
      data: bars.map(function (bar) {
        return bar.name;
      })
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 20,
        itemStyle: { color: "#1d4f91" },
        label: { show: true, position: "right" },
        data: bars.map(function (bar) {
          return bar.answers;
        })
      }
    ]
  });
  window.addEventListener("resize", function () {
    chart.resize();
  });
})();
