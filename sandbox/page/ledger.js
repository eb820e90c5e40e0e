// What stands in the ledger: items, journal entries and outbox, as the bot's side tells it.

import * as api from "./api.js";
import { el } from "./dom.js";
import { words } from "./entities.js";
import { locale, t } from "./texts.js";

const ZONE = "Asia/Shanghai";
const byId = (id) => document.getElementById(id);
let told = {};
let nameOf = (id) => id;
let newest = 0;

const when = (iso) =>
  new Date(iso).toLocaleString(locale(), { timeZone: ZONE, month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const line = (className, ...parts) => el("li", { className }, ...parts);
const soft = (text) => el("small", {}, ...words(text));

function item({ code, title, state, figures, deadline }) {
  const about = [figures, deadline && t("deadline", { day: deadline })].filter(Boolean).join(" · ");
  return line("", el("b", {}, code), ` ${title} `, el("i", {}, state), soft(about));
}

function entry({ seq, at, fact, who, item: code, words: said, hash }) {
  const about = [who, said].filter(Boolean).join("：");
  return line(seq > newest ? "fresh-line" : "", el("b", {}, String(seq)), ` ${fact} ${code} `, soft(`${when(at)} ${about}`), el("code", {}, hash));
}

function message({ to, words: said, state, error }) {
  const properties = { className: state === "failed" ? "bad" : "" };
  return line("", el("b", properties, t(`outboxState_${state}`)), ` → ${nameOf(to)} `, soft([said, error].filter(Boolean).join(" · ")));
}

export function show(panel = told) {
  told = panel;
  const { entries = [], items = [], messages = [], outbox = {} } = panel;
  byId("ledger").hidden = !entries.length;
  byId("ledger-items").replaceChildren(...items.map(item));
  byId("ledger-entries").replaceChildren(...entries.map(entry));
  byId("ledger-outbox").replaceChildren(line("", t("outboxCounts", outbox)), ...messages.map(message));
  byId("ledger-tally").textContent = t("ledgerTally", { n: entries[0]?.seq ?? 0 });
  newest = entries[0]?.seq ?? 0;
}

/** `name(id)` is who or which group a chat is. */
export function ledger(name) {
  nameOf = name;
}

export async function refresh() {
  show(await api.panel().catch(() => ({})));
}
