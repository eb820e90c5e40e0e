// The simulated clock at the top: shows Asia/Shanghai, moves only forward.

import * as api from "./api.js";
import { locale } from "./texts.js";

const ZONE = "Asia/Shanghai"; // UTC+8 all the year round
const ZONE_MS = 8 * 3600_000;
const DAY_MS = 86_400_000;
const MORNING_MS = 8.5 * 3600_000; // the digest's hour

const face = document.getElementById("clock-now");
let ahead = 0; // simulated minus real time, in ms

const now = () => Date.now() + ahead;

export function show() {
  const date = new Date(now());
  face.dateTime = date.toISOString();
  const part = (form) => date.toLocaleString(locale(), { timeZone: ZONE, ...form });
  const text = [
    part({ year: "numeric", month: "long", day: "numeric" }),
    part({ weekday: "long" }),
    part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  ].join(" ");
  if (face.textContent !== text) face.textContent = text;
}

export function set(iso) {
  ahead = new Date(iso).getTime() - Date.now();
  show();
}

function tomorrowMorning() {
  const midnight = Math.floor((now() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  return new Date(midnight + DAY_MS + MORNING_MS).toISOString();
}

const moves = {
  hour: () => ({ advance_seconds: 3600 }),
  day: () => ({ set: tomorrowMorning() }),
  week: () => ({ advance_seconds: 7 * 86_400 }),
};

/** Wires the three buttons; `attempt` runs an act and shows its failure. */
export function clock(attempt) {
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () =>
      attempt(async () => set((await api.moveClock(moves[button.dataset.advance]())).now)),
    );
  }
  setInterval(show, 1000);
}
