// The simulated clock at the top: shows Asia/Shanghai, moves only forward.

import * as api from "./api.js";
import { locale } from "./texts.js";

const ZONE = "Asia/Shanghai"; // UTC+8 all the year round
const ZONE_MS = 8 * 3600_000;
const DAY_MS = 86_400_000;
const MORNING_MS = 8.5 * 3600_000; // the digest's hour

const narrow = matchMedia("(max-width: 720px)");
const face = document.getElementById("clock-now");
let ahead = 0; // simulated minus real time, in ms

const now = () => Date.now() + ahead;

export function show() {
  const date = new Date(now());
  face.dateTime = date.toISOString();
  const part = (form) => date.toLocaleString(locale(), { timeZone: ZONE, ...form });
  const text = [
    part(narrow.matches ? { month: "short", day: "numeric" } : { year: "numeric", month: "long", day: "numeric" }),
    part({ weekday: narrow.matches ? "short" : "long" }),
    part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  ].join(" ");
  if (face.textContent !== text) face.textContent = text;
}

export function set(iso) {
  ahead = new Date(iso).getTime() - Date.now();
  show();
}

const today = () => Math.floor((now() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;

function nextMorning() {
  const morning = today() + MORNING_MS;
  return morning > now() ? morning : morning + DAY_MS;
}

export const tomorrow = () => moveTo(today() + DAY_MS + MORNING_MS);

const moves = {
  hour: () => moveTo(now() + 3_600_000),
  day: tomorrow,
  week: aWeek,
};

const PAUSE_MS = 300;
const STILL_MS = 900; // without a call: the bot has said all it had to
const LONGEST_MS = 60_000; // for one day
let lastCall = 0;

/** A call of the bot was heard: it is still busy. */
export const busy = () => {
  lastCall = Date.now();
};

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Waits until the bot has followed the clock and has been still for a while. */
async function settled() {
  const until = Date.now() + LONGEST_MS;
  lastCall = Date.now();
  while (Date.now() < until) {
    const { followed } = await api.clock();
    if (followed === null) return; // nobody follows
    if (followed && Date.now() - lastCall > STILL_MS) return;
    await pause();
  }
}

/** Seven mornings, each lived through: what is sent on a day bears its time and comes in its order. */
async function aWeek() {
  const end = now() + 7 * DAY_MS;
  for (let morning = nextMorning(); morning < end; morning += DAY_MS) {
    await moveTo(morning);
    await settled();
  }
  await moveTo(end);
}

const moveTo = async (moment) => set((await api.moveClock({ set: new Date(moment).toISOString() })).now);

/** Wires the three buttons; `attempt` runs an act and shows its failure. */
export function clock(attempt) {
  const buttons = [...document.querySelectorAll("[data-advance]")];
  for (const button of buttons) {
    button.addEventListener("click", async () => {
      buttons.forEach((each) => (each.disabled = true));
      await attempt(moves[button.dataset.advance]);
      buttons.forEach((each) => (each.disabled = false));
    });
  }
  setInterval(show, 1000);
}
