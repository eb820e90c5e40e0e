// One phone: who it belongs to, its messages, its toasts and its unread count.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { words } from "./entities.js";
import { menu } from "./menu.js";
import { dayLine, entry, fullName, number } from "./message.js";
import { Presses } from "./presses.js";
import { label, t } from "./texts.js";

const NEAR_END = 80; // px from the end that still count as reading the newest
const TOAST_MS = 5000;
const KEPT = 500; // messages shown of a long chat

/** What one member alone sees has no number of its own among the others': it stands where it came. */
const place = (message) => (message.ephemeral_message_id ? message.after : message.message_id);

const isFor = (message, reader) => !message.receiver_user || message.receiver_user.id === reader;

export class Phone {
  #chat = null;
  #messages = new Map();
  #presses = null;
  #toastTimer = null;
  #loading = 0;
  #top = 0;
  #following = true; // the newest is in view and shall stay so
  unread = 0;
  visible = true;

  /** `desk` = the shared state: users, chats, bot, and what concerns several phones. */
  constructor(number, desk) {
    this.desk = desk;
    const copy = document.getElementById("phone").content.cloneNode(true);
    this.node = copy.querySelector(".phone");
    this.node.dataset.testid = `phone-${number}`;
    label(this.node);
    const seams = { talk: () => this.#talk(), attempt: (act) => this.attempt(act) };
    this.#presses = new Presses(seams);
    this.composer = new Composer(this.node, { ...seams, nameOf: (message) => fullName(message.from) });
    menu(this.node, { ...seams, users: () => desk.users, made: (thing) => desk.made(this, thing) });
    this.#listen();
  }

  #part(selector) {
    return this.node.querySelector(selector);
  }

  #listen() {
    this.#part(".chat-select").addEventListener("change", ({ target }) => this.desk.chose(this, Number(target.value)));
    this.#part(".speaker select").addEventListener("change", () => this.#redraw());
    this.#part(".scroll").addEventListener("scroll", () => this.#scrolled());
    this.#stayAtEnd();
    this.#part(".newest").addEventListener("click", () => this.#toEnd());
    this.#part(".start").addEventListener("click", () => this.start(this.#person()?.start_code));
    for (const touch of ["pointerdown", "pointerenter", "focusin"]) {
      this.node.addEventListener(touch, () => this.desk.touched(this));
    }
  }

  /** Only a move upwards ends the following: growing contents leave the end behind by themselves. */
  #scrolled() {
    const top = this.#part(".scroll").scrollTop;
    this.#following = this.#atEnd() || (this.#following && top >= this.#top);
    this.#top = top;
    this.look();
  }

  /** Pictures that load, the composer that grows: who read the newest goes on seeing it. */
  #stayAtEnd() {
    const sizes = new ResizeObserver(() => this.#following && this.#toEnd());
    sizes.observe(this.#part(".scroll"));
    sizes.observe(this.#part(".messages"));
  }

  get chatId() {
    return this.#chat?.id ?? null;
  }

  get begun() {
    return this.#messages.size > 0;
  }

  get isPerson() {
    return this.#person() !== null;
  }

  get title() {
    return this.#person() ? fullName(this.#person()) : (this.#chat?.title ?? "");
  }

  #person() {
    return this.desk.users.find((user) => user.id === this.#chat?.id) ?? null;
  }

  #talk() {
    if (!this.#chat) throw new Error(t("nobody"));
    const user = this.#person()?.id ?? Number(this.#part(".speaker select").value);
    return { user, chat: this.#chat.id };
  }

  /** Runs an act for this phone; a failure is shown as its toast. True when it worked. */
  async attempt(act) {
    try {
      await act();
      return true;
    } catch (error) {
      this.toast(t("failed", { why: error.message }), true);
      return false;
    }
  }

  /** The same chat, its members or title perhaps changed. */
  async redescribe(chat) {
    if (chat?.id !== this.#chat?.id) return this.turnTo(chat); // the group became a supergroup
    this.#describe(chat);
  }

  #describe(chat) {
    this.#chat = chat;
    this.#head();
  }

  /** Turns to a chat (the same one after a lost connection) and loads what was said there. */
  async turnTo(chat) {
    const another = chat?.id !== this.#chat?.id;
    this.#describe(chat);
    if (another) this.composer.clear();
    await this.attempt(() => this.#load());
  }

  async #load() {
    const turn = (this.#loading += 1);
    this.#messages = new Map(); // fills with what the stream brings while we ask
    const all = this.#chat ? await api.messages(this.#chat.id) : [];
    if (turn !== this.#loading) return; // turned elsewhere meanwhile
    const asked = all.slice(-KEPT).map((message) => [message.message_id, message]);
    this.#messages = new Map([...asked, ...this.#messages]);
    this.#redraw();
    this.#toEnd();
  }

  #head() {
    const person = this.#person();
    this.node.classList.toggle("is-group", this.#chat !== null && person === null);
    this.#part(".avatar").textContent = this.title.slice(0, 1);
    this.#part(".with").textContent = person ? t("talksWith", { name: this.desk.bot.first_name }) : "";
    this.node.setAttribute("aria-label", t(person ? "phoneOf" : "groupOn", { name: this.title }));
    this.#part(".chat-select").value = String(this.#chat?.id ?? "");
    this.#speakers();
  }

  #speakers() {
    const field = this.#part(".speaker select");
    const before = field.value;
    const ids = this.#chat?.members ?? [];
    const members = ids.map((id) => this.desk.users.find((user) => user.id === id)).filter(Boolean);
    field.replaceChildren(...members.map((user) => el("option", { value: user.id }, fullName(user))));
    if (members.some((user) => String(user.id) === before)) field.value = before;
    this.#part(".speaker").hidden = this.#person() !== null || !members.length;
  }

  /** The choice of people and groups, with what waits unread elsewhere. */
  offer(groups) {
    const field = this.#part(".chat-select");
    const nobody = el("option", { value: "", disabled: true }, t("nobody"));
    field.replaceChildren(nobody, ...groups);
    field.value = String(this.#chat?.id ?? "");
  }

  #redraw() {
    const mine = this.#chat ? this.#talk().user : null;
    this.#part(".messages").replaceChildren();
    const inOrder = [...this.#messages.values()].sort((a, b) => place(a) - place(b));
    for (const message of inOrder) if (isFor(message, mine)) this.#append(message, mine);
    this.#emptiness();
  }

  #emptiness() {
    const none = this.#chat !== null && this.#messages.size === 0;
    this.#part(".fresh").hidden = !none || this.#person() === null;
    this.#part(".quiet").hidden = !none || this.#person() !== null;
  }

  #entry(message, mine) {
    const view = { mine: message.from?.id === mine, group: this.#person() === null };
    return entry(message, view, this.#acts());
  }

  #append(message, mine) {
    const node = this.#entry(message, mine);
    const list = this.#part(".messages");
    if (list.lastElementChild?.dataset.day !== node.dataset.day) list.append(dayLine(node.dataset.day));
    list.append(node);
  }

  #acts() {
    return {
      botName: this.desk.bot.username,
      press: (message, data, button) => this.#presses.press(message, data, button),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      show: (id) => this.#find(id)?.scrollIntoView({ block: "center" }),
      command: (text) => this.attempt(() => api.say({ ...this.#talk(), text })),
      start: (code) => this.start(code),
    };
  }

  #find(id) {
    return this.#part(`.messages [data-message-id="${id}"]`);
  }

  /** Starts with the person's own code, unless they have begun. */
  async begin() {
    if (!this.begun) await this.start(this.#person()?.start_code);
  }

  start(code) {
    return this.attempt(() => {
      const { user } = this.#talk();
      return api.say({ user, chat: user, text: code ? `/start ${code}` : "/start" });
    });
  }

  /** A message arrived in this phone's chat. */
  hear(message) {
    const key = number(message);
    if (this.#messages.has(key)) return;
    const { user } = this.#talk();
    const own = message.from?.id === user;
    if (message.ephemeral_message_id) message.after = Math.max(0, ...[...this.#messages.values()].map(place));
    this.#messages.set(key, message);
    if (!isFor(message, user)) return;
    this.#append(message, user);
    this.#emptiness();
    if (this.#following || own) this.#toEnd();
    if (!own) this.unread += 1;
    this.look();
  }

  rewrite(message) {
    this.#messages.set(message.message_id, message);
    this.#find(message.message_id)?.replaceWith(this.#entry(message, this.#talk().user));
  }

  remove(id) {
    this.#messages.delete(id);
    this.#find(id)?.remove();
    this.#emptiness();
  }

  /** The bot answered a press. */
  answered(answer) {
    if (!this.#presses.answered(answer)) return;
    if (answer.text && answer.show_alert) this.desk.alert(answer.text);
    else if (answer.text) this.toast(answer.text);
  }

  toast(text, bad = false) {
    const node = this.#part(".toast");
    node.replaceChildren(...words(text));
    node.classList.toggle("bad", bad);
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => node.replaceChildren(), TOAST_MS);
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#part(".scroll");
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  #toEnd() {
    const list = this.#part(".scroll");
    list.scrollTop = list.scrollHeight;
    this.#top = list.scrollTop;
    this.#following = true;
    this.look();
  }

  /** Settles what counts as read: the newest is in view on the phone that was last touched. */
  look() {
    const atEnd = this.#atEnd();
    if (atEnd && this.visible && !document.hidden && this.desk.active === this) this.unread = 0;
    this.#part(".newest").hidden = atEnd;
    const badge = this.#part(".unread");
    badge.textContent = this.unread || "";
    badge.setAttribute("aria-label", this.unread ? t("unread", { n: this.unread }) : "");
    this.desk.counted();
  }

  relabel() {
    this.#head();
    this.#redraw();
    this.look();
  }
}
