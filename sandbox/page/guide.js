// The guided first story: one step after the other, done by hand or by a press, and left at any time.

import { t } from "./texts.js";

const [OFFICIAL, LEADER, , GROUP] = [0, 1, 2, 3]; // the phones, by number
const LEFT = "guide-left";
const byId = (id) => document.getElementById(id);
const theirs = (event, phone) => event.chat === phone.chatId && event.message?.from?.is_bot === true;

/** `act` does a step as a person would; `done` knows it by what was heard, whoever did it. */
const STEPS = [
  {
    text: "guide_start",
    phone: OFFICIAL,
    over: (phone) => phone.begun, // before the page was opened
    act: (phone) => phone.begin(),
    done: (event, phone) => event.type === "message" && theirs(event, phone),
  },
  {
    text: "guide_report",
    phone: OFFICIAL,
    act: (phone) => phone.composer.submit(t("exampleText")),
    done: (event, phone) => event.type === "message" && theirs(event, phone) && confirms(event.message),
  },
  {
    text: "guide_confirm",
    phone: OFFICIAL,
    act: (phone) => pressConfirm(phone.node),
    done: (event, phone) => event.type === "edited" && theirs(event, phone) && !confirms(event.message),
  },
  {
    text: "guide_leader",
    phone: LEADER,
    act: async (phone) => {
      await phone.begin();
      await phone.composer.submit(t("askStatus"));
    },
    done: (event, phone) => event.type === "message" && theirs(event, phone) && event.message.photo !== undefined,
  },
  {
    text: "guide_digest",
    phone: GROUP,
    act: (_, desk) => desk.nextMorning(),
    done: (event, phone) => event.type === "message" && theirs(event, phone),
  },
  {
    text: "guide_close",
    phone: OFFICIAL,
    act: (phone) => phone.composer.submit("/close 1"),
    done: (event, phone, asked) => asked && event.type === "message" && theirs(event, phone),
  },
];

/** Presses the newest button that confirms. */
function pressConfirm(phone) {
  const keys = phone.querySelectorAll(".key.success");
  if (!keys.length) throw new Error(t("nothingToConfirm"));
  keys[keys.length - 1].click();
}

const confirms = (message) =>
  (message.reply_markup?.inline_keyboard ?? []).flat().some((button) => button.style === "success");

/** Wires the guide to the desk: {phones, attempt, nextMorning}. Returns what hears every event. */
export function guide(desk) {
  let at = 0;
  let asked = false; // something was written on the step's phone since it began
  let open = localStorage.getItem(LEFT) === null;

  function show() {
    const offered = desk.phones[OFFICIAL].isPerson && desk.phones[GROUP].chatId !== null;
    byId("guide").hidden = !open || !offered;
    byId("guide-open").hidden = open || !offered;
    if (STEPS[at]?.over?.(desk.phones[STEPS[at].phone])) at += 1;
    const step = STEPS[at];
    const names = { official: desk.phones[OFFICIAL].title, leader: desk.phones[LEADER].title };
    byId("guide-where").textContent = step ? `${at + 1}/${STEPS.length}` : "";
    byId("guide-text").textContent = t(step?.text ?? "guideEnd", names);
    byId("guide-do").hidden = !step;
    byId("guide-do").disabled = false;
    desk.phones.forEach((phone, number) => phone.node.classList.toggle("meant", open && number === step?.phone));
  }

  function turn(to) {
    open = to;
    if (to) localStorage.removeItem(LEFT);
    else localStorage.setItem(LEFT, "1");
    if (to && at >= STEPS.length) at = 0;
    show();
  }

  byId("guide-leave").addEventListener("click", () => turn(false));
  byId("guide-open").addEventListener("click", () => turn(true));
  byId("guide-do").addEventListener("click", async () => {
    const phone = desk.phones[STEPS[at].phone];
    byId("guide-do").disabled = true;
    phone.node.scrollIntoView({ inline: "start", block: "nearest" });
    desk.touched(phone);
    const worked = await desk.attempt(() => STEPS[at].act(phone, desk));
    if (!worked) byId("guide-do").disabled = false;
  });

  return {
    show,
    hear(event) {
      const step = open && STEPS[at];
      if (!step) return;
      const phone = desk.phones[step.phone];
      if (event.type === "message" && event.chat === phone.chatId && !theirs(event, phone)) asked = true;
      if (!step.done(event, phone, asked)) return;
      at += 1;
      asked = false;
      show();
    },
  };
}
