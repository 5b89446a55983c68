// More rows, made of the empty one that the page brings along: nobody waits for the line, and what is typed or chosen meanwhile stays. Without a script the button asks the server.
(() => {
"use strict";
const MORE = 3; // as many as the server would add

const add = part => {
  const total = part.querySelector("[name$='-TOTAL_FORMS']");
  const number = Number(total.value);
  if (number >= Number(part.dataset.most)) return null;
  const row = part.querySelector("template").content.cloneNode(true).firstElementChild;
  [row, ...row.querySelectorAll("*")].forEach(each => [...each.attributes].forEach(one => { one.value = one.value.replace("__prefix__", number).replace("__number__", number + 1); }));
  part.querySelector("[data-more-rows]").parentElement.before(row);
  window.htmx?.process(row);
  total.value = number + 1;
  const full = number + 1 >= Number(part.dataset.most);
  part.querySelector("[data-more-rows]").hidden = full;
  part.querySelector("[data-full]").hidden = !full;
  return row;
};

document.addEventListener("click", event => {
  const button = event.target.closest("[data-more-rows]");
  if (!button) return;
  event.preventDefault();
  const rows = Array.from({ length: MORE }, () => add(button.closest("[data-rows]")));
  rows[0]?.querySelector("input, select, textarea").focus();
});

// A draft may have more rows than the page that takes it up again.
document.addEventListener("sinergi:refill", event => event.target.querySelectorAll("[data-rows]").forEach(part => {
  const last = Math.max(-1, ...event.detail.map(name => name.split("-")).filter(([set]) => set === part.dataset.rows).map(([, number]) => Number(number)));
  while (Number(part.querySelector("[name$='-TOTAL_FORMS']").value) <= last) if (!add(part)) break;
}));
})();
