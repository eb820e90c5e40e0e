// The desk: four phones side by side, the stream of events, the choice of who is shown where.

import * as api from "./api.js";
import * as calls from "./calls.js";
import * as clock from "./clock.js";
import * as faults from "./faults.js";
import { guide } from "./guide.js";
import * as ledger from "./ledger.js";
import { el } from "./dom.js";
import { fullName } from "./message.js";
import { Phone } from "./phone.js";
import { labelPage, role, switchLanguage, t } from "./texts.js";

const PHONES = 4;
const ROLES = ["责任人", "市领导", "整改办"]; // what phones 1–3 look for; the fourth takes a group
const query = new URLSearchParams(location.search);
const byId = (id) => document.getElementById(id);

const desk = {
  bot: { first_name: "", username: "" },
  users: [],
  chats: [],
  elsewhere: new Map(), // chat id → unread in chats no phone shows
  active: null,
  alert(text) {
    byId("alert").querySelector("p").textContent = text;
    byId("alert").showModal();
  },
  touched(phone) {
    if (desk.active === phone) return;
    desk.active = phone;
    phone.look();
  },
  chose,
  made,
  counted,
  attempt,
  nextMorning: clock.tomorrow,
};

const phones = Array.from({ length: PHONES }, (_, number) => new Phone(number, desk));
const tabs = phones.map((phone) => el("button", { type: "button" }));
const skips = phones.map((phone) => el("button", { type: "button" }));
desk.phones = phones;
const story = guide(desk);

const isGroup = (chat) => chat.type !== "private" && !chat.migrated_to;

/** Everybody has a private chat with the bot, even before the first word. */
function chatOf(id) {
  const known = desk.chats.find((chat) => chat.id === id);
  if (known?.migrated_to) return chatOf(known.migrated_to);
  if (known) return known;
  const person = desk.users.find((user) => user.id === id);
  return person ? { id, type: "private", members: [id] } : null;
}

function nameOf(id) {
  const person = desk.users.find((user) => user.id === id);
  return person ? fullName(person) : (desk.chats.find((chat) => chat.id === id)?.title ?? String(id));
}

function option(id, name) {
  const waiting = desk.elsewhere.get(id);
  return el("option", { value: id }, waiting ? `${name}（${t("unread", { n: waiting })}）` : name);
}

function choices() {
  const people = desk.users.map((user) => option(user.id, [fullName(user), role(user.role_hint)].filter(Boolean).join(" · ")));
  const groups = desk.chats.filter(isGroup).map((chat) => option(chat.id, chat.title));
  return [el("optgroup", { label: t("people") }, ...people), el("optgroup", { label: t("groups") }, ...groups)];
}

const offer = () => phones.forEach((phone) => phone.offer(choices()));

function firstChoice() {
  const asked = (query.get("phones") ?? "").split(",").filter(Boolean).map(Number);
  const free = (user, taken) => !taken.includes(user.id);
  const taken = asked.slice(0, PHONES);
  for (const role of ROLES.slice(taken.length)) {
    const others = desk.users.filter((user) => free(user, taken));
    taken.push((others.find((user) => user.role_hint?.includes(role)) ?? others[0])?.id ?? null);
  }
  if (taken.length < PHONES) {
    const group = desk.chats.find(isGroup);
    taken.push((group ?? desk.users.find((user) => free(user, taken)))?.id ?? null);
  }
  return taken;
}

function remember() {
  query.set("phones", phones.map((phone) => phone.chatId ?? "").join(","));
  history.replaceState(null, "", `?${query}`.replaceAll("%2C", ","));
}

function chose(phone, id) {
  desk.elsewhere.delete(id);
  phone.unread = 0;
  const turned = phone.turnTo(chatOf(id));
  remember();
  offer();
  return turned;
}

async function made(phone, thing) {
  await describe();
  const id = thing.id ?? thing.user?.id ?? thing.chat?.id;
  if (id !== undefined) await chose(phone, id);
}

function counted() {
  let all = 0;
  phones.forEach((phone, number) => {
    all += phone.unread;
    const badge = phone.unread ? el("span", { className: "unread" }, phone.unread) : "";
    tabs[number].replaceChildren(phone.title || String(number + 1), badge);
    skips[number].textContent = t("skipTo", { name: phone.title || String(number + 1) });
  });
  document.title = all ? `(${all}) ${t("title")}` : t("title");
}

async function describe() {
  const { bot, now, users, chats } = await api.state();
  Object.assign(desk, { bot, users, chats });
  byId("bot-name").textContent = bot ? `${bot.first_name} @${bot.username}` : "";
  clock.set(now);
  offer();
}

/** Brings every phone up to date: at the start, and after the connection was lost. */
async function resync() {
  await describe();
  const ids = phones[0].chatId === null ? firstChoice() : phones.map((phone) => phone.chatId);
  await Promise.all(ids.map((id, number) => phones[number].turnTo(chatOf(id))));
  offer();
  counted();
  story.show();
  await Promise.all([calls.refresh(), ledger.refresh()]);
}

async function redescribe() {
  await describe();
  await Promise.all(phones.map((phone) => phone.redescribe(chatOf(phone.chatId))));
  remember();
}

function message({ chat, message: arrived }) {
  const shown = phones.filter((phone) => phone.chatId === chat);
  shown.forEach((phone) => phone.hear(arrived));
  if (shown.length) return;
  desk.elsewhere.set(chat, (desk.elsewhere.get(chat) ?? 0) + 1);
  offer();
}

const showing = (chat) => phones.filter((phone) => phone.chatId === chat);

const heard = {
  message,
  edited: ({ chat, message: changed }) => showing(chat).forEach((phone) => phone.rewrite(changed)),
  deleted: ({ chat, message_id: id }) => showing(chat).forEach((phone) => phone.remove(id)),
  callback_answer: (answer) => phones.forEach((phone) => phone.answered(answer)),
  clock: ({ now }) => clock.set(now),
  chat: () => attempt(redescribe),
  panel: ({ panel }) => ledger.show(panel),
  call: ({ fault }) => {
    clock.busy();
    if (fault) faults.refresh();
    calls.refreshSoon();
  },
};

async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    desk.alert(t("failed", { why: error.message }));
    return false;
  }
}

function watchVisibility() {
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const number = phones.findIndex((phone) => phone.node === target);
        phones[number].visible = isIntersecting;
        tabs[number].setAttribute("aria-pressed", String(isIntersecting));
        phones[number].look();
      }
    },
    { threshold: 0.6 },
  );
  phones.forEach((phone) => watcher.observe(phone.node));
  document.addEventListener("visibilitychange", () => phones.forEach((phone) => phone.look()));
}

function furnish() {
  byId("phones").append(...phones.map((phone) => phone.node));
  byId("tabs").append(...tabs);
  tabs.forEach((tab, number) =>
    tab.addEventListener("click", () => {
      phones[number].node.scrollIntoView({ inline: "start", block: "nearest" });
      desk.touched(phones[number]);
    }),
  );
  byId("skips").append(...skips);
  skips.forEach((skip, number) => skip.addEventListener("click", () => phones[number].composer.field.focus()));
  byId("dark").addEventListener("click", () => turnTo(isDark() ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    switchLanguage();
    offer();
    phones.forEach((phone) => phone.relabel());
    clock.show();
    story.show();
    ledger.show();
    calls.refresh();
  });
}

const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark" ||
  (document.documentElement.dataset.look === undefined && matchMedia("(prefers-color-scheme: dark)").matches);

/** The look that was chosen goes before the system's. */
function turnTo(look) {
  document.documentElement.dataset.look = look;
  localStorage.setItem("look", look);
}

if (localStorage.getItem("look")) turnTo(localStorage.getItem("look"));
labelPage();
furnish();
ledger.ledger((id) => nameOf(Number(id)));
faults.faults({ attempt, chat: () => (desk.active ?? phones[0]).chatId });
watchVisibility();
clock.clock(attempt);
api.follow({
  heard: (event) => {
    heard[event.type]?.(event);
    story.hear(event);
  },
  opened: () => {
    byId("lost").hidden = true;
    attempt(resync);
  },
  lost: () => {
    byId("lost").hidden = false;
  },
});
