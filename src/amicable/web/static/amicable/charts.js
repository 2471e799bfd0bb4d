// The pictures that people explore: map of margin against effort, and whale curve.

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function money(currency) {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  return (minor, unit = false) => shown.format(minor / 10 ** digits) + (unit ? `\u00a0${currency}` : "");
}

function frame(x, y, amount) {
  const quiet = { color: style("--quiet") };
  const line = { lineStyle: { color: style("--line") } };
  return {
    animation: false,
    textStyle: { fontFamily: "Inter Variable, sans-serif" },
    aria: { enabled: true },
    grid: { left: 8, right: 24, top: 16, bottom: 36, containLabel: true },
    xAxis: { type: "value", name: x, nameLocation: "middle", nameGap: 26, nameTextStyle: quiet, axisLabel: quiet, splitLine: { show: false }, axisLine: line },
    yAxis: { type: "value", axisLabel: { ...quiet, formatter: (value) => amount(value) }, splitLine: line },
  };
}

function map(place, data, amount, open) {
  const dots = (named) => data.map.filter((dot) => dot.named === named).map((dot) => ({ value: [dot.hours, dot.margin], name: dot.name, client: dot.client }));
  const labels = { show: true, position: "right", formatter: "{b}", color: style("--ink"), fontWeight: 550, textBorderColor: style("--card"), textBorderWidth: 3 };
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    ...frame(place.dataset.x, place.dataset.y, amount),
    tooltip: { trigger: "item", confine: true, formatter: (one) => echarts.format.encodeHTML(`${one.name}: ${amount(one.value[1], true)}, ${one.value[0]} h`) },
    series: [
      { type: "scatter", name: place.dataset.other, data: dots(false), symbolSize: 7, itemStyle: { color: style("--teal"), opacity: 0.4 } },
      { type: "scatter", name: place.dataset.named, data: dots(true), symbolSize: 10, itemStyle: { color: style("--amber") }, label: labels, labelLayout: (label) => ({ hideOverlap: true, ...(label.rect.x > place.clientWidth * 0.62 ? { align: "right", x: label.rect.x - 8 } : {}) }) },
    ],
  });
  chart.on("click", (one) => open(one.data.client));
  return chart;
}

function whale(place, data, amount) {
  const chart = echarts.init(place, null, { renderer: "svg" });
  const { steps, peak, peak_at: peakAt } = data.whale;
  chart.setOption({
    ...frame(place.dataset.x, place.dataset.y, amount),
    tooltip: { trigger: "axis", confine: true, formatter: ([one]) => echarts.format.encodeHTML(`${one.value[0]}: ${amount(one.value[1], true)}`) },
    series: [{
      type: "line", data: [[0, 0], ...steps], showSymbol: false, lineStyle: { color: style("--teal"), width: 2 }, itemStyle: { color: style("--teal") }, areaStyle: { color: style("--teal"), opacity: 0.12 },
      markPoint: { symbol: "circle", symbolSize: 9, itemStyle: { color: style("--amber") }, label: { show: true, position: "top", color: style("--ink"), formatter: amount(peak, true) }, data: [{ coord: [peakAt, peak] }] },
    }],
  });
  return chart;
}

const KINDS = { map, whale };

// The library is large and stands below this script, so the figures may be here first.
function library() {
  return window.echarts || document.readyState === "complete" ? null : new Promise((loaded) => window.addEventListener("load", loaded, { once: true }));
}

export async function draw(pictures) {
  const response = await fetch(pictures.dataset.pictures, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const data = await response.json();
  await library();
  if (!window.echarts) return; // it never came, as on a page that is being left
  const amount = money(data.currency || pictures.dataset.currency);
  const open = (client) => { window.location.href = pictures.dataset.client.replace("/0/", `/${client}/`); };
  let drawn = [];
  const all = () => {
    for (const chart of drawn) chart.dispose();
    drawn = [...pictures.querySelectorAll("[data-chart]")].map((place) => KINDS[place.dataset.chart](place, data, amount, open));
  };
  all();
  window.addEventListener("resize", () => { for (const chart of drawn) chart.resize(); });
  new MutationObserver(all).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
}
