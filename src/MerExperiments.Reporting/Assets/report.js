"use strict";
(function () {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const config = {
    responsive: true, displaylogo: false,
    displayModeBar: matchMedia("(hover: hover)").matches ? "hover" : false, modeBarButtonsToRemove: ["lasso2d", "select2d", "autoScale2d"]
  };

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const read = name => style.getPropertyValue(name).trim();
    const axis = { gridcolor: read("--grid"), linecolor: read("--rule"), zerolinecolor: read("--rule"), title: { standoff: 8, font: { size: 13 } }, tickfont: { size: 12 } };
    return {
      layout: {
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
        font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: read("--ink") },
        hoverlabel: { bgcolor: read("--panel"), bordercolor: read("--rule"), font: { color: read("--ink") } },
        xaxis: axis,
        yaxis: axis
      }
    };
  }

  function draw() {
    const narrow = window.innerWidth < 600;
    document.querySelectorAll("[data-chart]").forEach(place => {
      const chart = charts[Number(place.dataset.chart)];
      const layout = JSON.parse(JSON.stringify(chart.layout));
      layout.template = theme();
      if (narrow) {
        layout.template.layout.font.size = 11;
        layout.margin = Object.assign({}, layout.margin, { l: Math.min(layout.margin.l, 56), r: 8 });
      }
      Plotly.react(place, chart.data, layout, config);
    });
  }

  function sortBy(table, column, header) {
    const descending = header.getAttribute("aria-sort") !== "descending";
    table.querySelectorAll("th").forEach(other => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const key = row => {
      const cell = row.cells[column];
      return cell.dataset.sort === undefined ? cell.textContent : Number(cell.dataset.sort);
    };
    const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    const rows = Array.from(table.tBodies[0].rows);
    rows.sort((a, b) => (descending ? -1 : 1) * compare(key(a), key(b)));
    table.tBodies[0].append(...rows);
  }

  document.querySelectorAll("table.sortable").forEach(table =>
    table.querySelectorAll("th").forEach((header, column) =>
      header.firstElementChild.addEventListener("click", () => sortBy(table, column, header))));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
})();
