// The table of activities works without this; with it, arrows move between rows, a paste fills cells, rows can be added and moved.
(() => {
"use strict";
const table = document.querySelector("[data-plan-table]");
if (!table) return;
const body = table.tBodies[0];
const rows = () => [...body.rows].filter(row => row.querySelector("[name=number]"));
const cells = row => [...row.querySelectorAll("input.in")];
const changed = input => input.dispatchEvent(new Event("input", { bubbles: true }));

const renumbered = (row, number) => {
  const old = row.querySelector("[name=number]").value;
  row.querySelector("[name=number]").value = number;
  row.querySelector("[name=key]").value = "";
  row.querySelector("[name=drop]").value = number;
  row.querySelector("[name=drop]").checked = false;
  row.id = `b-${number}`;
  const head = row.querySelector("th");
  head.id = `r-${number}`;
  [...head.childNodes].filter(node => node.nodeType === Node.TEXT_NODE || node.tagName === "A").forEach(node => node.remove());
  head.prepend(String(number));
  cells(row).forEach(input => {
    input.value = "";
    input.id = `c-${number}-${input.name}`;
    input.setAttribute("aria-labelledby", input.getAttribute("aria-labelledby").replace(`r-${old} `, `r-${number} `));
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  });
  row.querySelectorAll(".plan-wrong").forEach(said => said.remove());
  row.classList.remove("warns");
  return row;
};
const add = () => {
  const last = rows().at(-1);
  const numbers = rows().map(row => Number(row.querySelector("[name=number]").value));
  const made = renumbered(last.cloneNode(true), Math.max(...numbers) + 1);
  body.append(made);
  return made;
};
const rowBelow = row => { const all = rows(); return all[all.indexOf(row) + 1]; };

table.addEventListener("keydown", event => {
  const input = event.target.closest("input.in");
  if (!input || event.isComposing) return;
  const row = input.closest("tr"), place = cells(row).indexOf(input), all = rows(), here = all.indexOf(row);
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    const other = all[here + (event.key === "ArrowUp" ? -1 : 1)];
    if (!other) return;
    if (event.key === "ArrowUp") other.before(row); else other.after(row);
    input.focus();
    changed(input);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0;
  if (!step) return;
  event.preventDefault();
  const target = all[here + step] ?? (event.key === "Enter" && cells(row).some(one => one.value) ? add() : null);
  if (target) { const next = cells(target)[place]; next.focus(); next.select(); }
});

// A paste with tabs or several lines fills cells to the right and below, as a spreadsheet does.
const parsed = text => {
  const found = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at], line = found.at(-1);
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') { line[line.length - 1] += '"'; at++; }
      else if (sign === '"') quoted = false;
      else line[line.length - 1] += sign === "\n" || sign === "\r" ? " " : sign;
    } else if (sign === '"' && line.at(-1) === "") quoted = true;
    else if (sign === "\t") line.push("");
    else if (sign === "\n") found.push([""]);
    else if (sign !== "\r") line[line.length - 1] += sign;
  }
  while (found.length && found.at(-1).every(cell => !cell)) found.pop();
  return found;
};
table.addEventListener("paste", event => {
  const input = event.target.closest("input.in");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!input || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  let row = input.closest("tr");
  const start = cells(row).indexOf(input);
  parsed(text).forEach((line, number) => {
    if (number) row = rowBelow(row) ?? add();
    const places = cells(row);
    line.forEach((value, place) => { if (places[start + place]) { places[start + place].value = value.trim(); changed(places[start + place]); } });
  });
});

const more = document.querySelector("[data-plan-more]");
if (more) {
  more.hidden = false;
  more.querySelector("[data-plan-add]").addEventListener("click", () => cells(add())[0].focus());
}
})();
