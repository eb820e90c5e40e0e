// Faults on demand: what goes wrong between bot and Telegram, ordered by a press.

import * as api from "./api.js";
import { t } from "./texts.js";

const FOR_LONG = 1_000_000; // calls: until it is put right
const byId = (id) => document.getElementById(id);

const orders = {
  slow_down: () => ({ method: "send*", kind: "429", times: 3, retry_after: 2 }),
  blocked: (chat) => ({ method: "send*", kind: "blocked", chat }),
  offline: () => ({ method: "*", kind: "502", times: FOR_LONG }),
};

/** Wires the buttons; `chat()` is the one of the phone in use. */
export function faults({ attempt, chat }) {
  for (const button of document.querySelectorAll("[data-fault]")) {
    button.addEventListener("click", () =>
      attempt(async () => {
        const order = orders[button.dataset.fault];
        if (order) await api.orderFault(order(chat()));
        else await api.clearFaults();
        mark(order ? button : null);
      }),
    );
  }
}

/** Those that have all struck are over. */
export async function refresh() {
  const left = await api.orderedFaults().catch(() => []);
  if (!left.length) mark(null);
}

function mark(ordered) {
  for (const button of document.querySelectorAll("[data-fault]")) {
    if (!ordered || button === ordered) button.setAttribute("aria-pressed", String(button === ordered));
  }
  const tally = byId("faults-tally");
  tally.textContent = ordered ? t("faultsOn") : "";
  if (ordered) tally.dataset.text = "faultsOn";
  else delete tally.dataset.text;
}
