#include "adapters/report/page_assets.h"

namespace gv::report {
namespace {

constexpr std::string_view kScript = R"js(
(() => {
  const plot = document.querySelector('.plot');
  const table = document.getElementById('missed');
  const readout = document.getElementById('readout');
  if (plot && table) {
    const amounts = [...document.querySelectorAll('#curves .amount')];
    const days = [...table.tBodies[0].rows];
    const cursor = plot.querySelector('.cursor');
    let day = days.length;
    const show = wanted => {
      day = Math.max(1, Math.min(days.length, wanted));
      const cells = [...days[day - 1].cells].slice(1);
      cells.forEach((cell, i) => { amounts[i].textContent = cell.textContent; });
      readout.textContent = day;
      cursor.hidden = false;
      cursor.style.left = 100 * day / days.length + '%';
    };
    plot.tabIndex = 0;
    plot.setAttribute('role', 'group');
    plot.setAttribute('aria-label', 'Value missed by day; arrow keys move the day');
    plot.addEventListener('pointermove', event => {
      const box = plot.getBoundingClientRect();
      show(Math.round((event.clientX - box.left) / box.width * days.length));
    });
    plot.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      show(day + step);
    });
    document.getElementById('hint').hidden = false;
  }

  const choice = document.getElementById('ad');
  if (choice) {
    const rows = [...document.querySelectorAll('#log tbody tr')];
    const shown = document.getElementById('shown');
    choice.addEventListener('change', () => {
      let count = 0;
      for (const row of rows) {
        row.hidden = choice.value !== '' && row.dataset.ad !== choice.value;
        if (!row.hidden) count += 1;
      }
      shown.textContent = count + ' of ' + rows.length + ' decisions';
    });
    document.getElementById('filter').hidden = false;
  }
})();
)js";

}  // namespace

std::string_view page_script() { return kScript; }

}  // namespace gv::report
