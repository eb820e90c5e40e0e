// The foldable record of the bot's calls to the Bot API.

import * as api from "./api.js";
import { el } from "./dom.js";
import { words } from "./entities.js";
import { t } from "./texts.js";

const SHOWN = 100;
const LONGEST = 160; // characters of parameters shown
const PAUSE_MS = 300;

const tally = document.getElementById("calls-tally");
const rows = document.getElementById("calls-rows");
let waiting = null;

/** Refused though nobody ordered it. */
const failed = (call) => !call.ok && !call.fault;

function row(call) {
  const said = call.ok ? t("callOk") : `${call.error_code} ${call.description ?? ""}`;
  const result = call.fault ? t("callMeant") + said : said;
  const cells = [call.number, call.method, result, JSON.stringify(call.params).slice(0, LONGEST)];
  return el("tr", { className: failed(call) ? "bad" : call.fault ? "meant" : "" }, ...cells.map((text) => el("td", {}, ...words(String(text)))));
}

export async function refresh() {
  waiting = null;
  const all = await api.calls().catch(() => []);
  const worthShowing = all.filter((call) => !(call.ok && call.method === "getUpdates"));
  rows.replaceChildren(...worthShowing.slice(-SHOWN).reverse().map(row));
  tally.textContent = t("callsTally", { n: worthShowing.length, bad: worthShowing.filter(failed).length, meant: worthShowing.filter((call) => call.fault).length });
  tally.classList.toggle("bad", worthShowing.some(failed));
}

/** Many calls come at once: one look a little later shows them all. */
export function refreshSoon() {
  waiting ??= setTimeout(refresh, PAUSE_MS);
}
