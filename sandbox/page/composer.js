// The lower edge of a phone: writing, replying, editing, files, the command menu.

import * as api from "./api.js";
import { el } from "./dom.js";
import { gist } from "./media.js";
import { t } from "./texts.js";

const LONGEST_ALBUM = 10;
const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"];

function kind(file, asFile) {
  if (asFile) return "document";
  if (PHOTO_TYPES.includes(file.type)) return "photo";
  if (["audio/ogg", "audio/opus"].includes(file.type)) return "voice";
  if (file.type.startsWith("video/")) return "video";
  return "document";
}

function albums(files, asFile) {
  const byKind = Map.groupBy(files, (file) => kind(file, asFile));
  return [...byKind].flatMap(([sort, all]) => {
    const made = [];
    for (let at = 0; at < all.length; at += LONGEST_ALBUM) {
      made.push({ kind: sort, files: all.slice(at, at + LONGEST_ALBUM) });
    }
    return made;
  });
}

export class Composer {
  #files = [];
  #replyTo = null;
  #editing = null;

  /** `talk()` gives {user, chat}; `attempt(act)` runs an act and shows its failure on the phone. */
  constructor(phone, { talk, attempt, nameOf }) {
    this.phone = phone;
    this.talk = talk;
    this.attempt = attempt;
    this.nameOf = nameOf;
    this.form = phone.querySelector(".composer");
    this.field = this.#part("textarea");
    this.#listen();
    this.#acceptDrops();
  }

  #part(selector) {
    return this.form.querySelector(selector);
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("paste", (event) => this.#pasted(event));
    this.#part(".context-drop").addEventListener("click", () => this.reset());
    this.#part(".attach").addEventListener("click", () => this.#part("[type=file]").click());
    this.#part("[type=file]").addEventListener("change", ({ target }) => {
      this.add(target.files);
      target.value = "";
    });
    this.#part(".slash").addEventListener("click", () => this.#toggleCommands());
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && this.reset());
  }

  #acceptDrops() {
    const hover = (on) => this.phone.classList.toggle("dropping", on);
    this.phone.addEventListener("dragover", (event) => {
      event.preventDefault();
      hover(true);
    });
    this.phone.addEventListener("dragleave", (event) => {
      if (!this.phone.contains(event.relatedTarget)) hover(false);
    });
    this.phone.addEventListener("drop", (event) => {
      event.preventDefault();
      hover(false);
      this.add(event.dataTransfer.files);
    });
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // Enter belongs to the input method
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    }
    const first = this.#part(".commands button");
    if (event.key === "ArrowDown" && first && !this.#part(".commands").hidden) {
      event.preventDefault();
      first.focus();
    }
  }

  #pasted(event) {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    this.add(event.clipboardData.files);
  }

  #typed() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
    if (this.#isCommand()) this.#openCommands();
    else this.#closeCommands();
  }

  #isCommand() {
    return /^\/\w*$/.test(this.field.value);
  }

  write(text) {
    this.field.value = text;
    this.#typed();
    this.field.focus();
  }

  /** Writes and sends, as somebody in a hurry. */
  submit(text) {
    this.write(text);
    this.form.requestSubmit();
  }

  /** Everything put away, ready for the next message. */
  reset() {
    this.clear();
    this.field.focus();
  }

  clear() {
    this.#replyTo = null;
    this.#editing = null;
    this.#files = [];
    this.#part(".context").hidden = true;
    this.#showFiles();
    this.field.value = "";
    this.#typed();
  }

  reply(message) {
    this.#editing = null;
    this.#replyTo = message;
    this.#about(t("replyTo", { name: this.nameOf(message), text: gist(message) }));
  }

  edit(message) {
    this.#replyTo = null;
    this.#editing = message;
    this.#about(t("editing", { text: gist(message) }));
    this.write(message.text ?? message.caption);
  }

  #about(text) {
    this.#part(".context-text").textContent = text;
    this.#part(".context").hidden = false;
    this.field.focus();
  }

  add(files) {
    this.#files.push(...files);
    this.#showFiles();
    this.field.focus();
  }

  #showFiles() {
    const items = this.#files.map((file) => this.#chip(file));
    this.#part(".pending-files").replaceChildren(...items);
    this.#part(".pending").hidden = !items.length;
    this.#part(".as-file").hidden = !this.#files.some((file) => PHOTO_TYPES.includes(file.type));
  }

  #chip(file) {
    const drop = el("button", { type: "button", className: "plain", "aria-label": t("remove", { name: file.name }) }, "×");
    drop.addEventListener("click", () => {
      this.#files = this.#files.filter((other) => other !== file);
      this.#showFiles();
    });
    const picture = PHOTO_TYPES.includes(file.type) ? el("img", { alt: "", src: URL.createObjectURL(file) }) : null;
    return el("li", {}, ...[picture].filter(Boolean), el("span", {}, file.name), drop);
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text && !this.#files.length) return;
    const sent = await this.attempt(() => this.#deliver(text));
    if (sent) this.reset();
  }

  #deliver(text) {
    const { user, chat } = this.talk();
    if (this.#editing) return api.edit({ user, chat, message_id: this.#editing.message_id, text });
    const answers = this.#replyTo ? { reply_to: this.#replyTo.message_id } : {};
    if (this.#files.length) return this.#deliverFiles(user, chat, text, answers);
    return api.say({ user, chat, text, ...answers });
  }

  async #deliverFiles(user, chat, text, answers) {
    let caption = text;
    for (const album of albums(this.#files, this.#part(".as-file input").checked)) {
      await api.upload({ user, chat, caption, ...answers, ...album });
      caption = "";
    }
  }

  async #toggleCommands() {
    if (!this.#part(".commands").hidden) this.#closeCommands();
    else if (this.field.value) this.field.focus();
    else this.write("/");
  }

  async #openCommands() {
    let all = [];
    await this.attempt(async () => {
      const { user, chat } = this.talk();
      all = await api.commands(chat, chat !== user);
    });
    if (!this.#isCommand()) return; // sent or changed meanwhile
    const fitting = all.filter(({ command }) => `/${command}`.startsWith(this.field.value));
    const none = all.length ? [] : [el("p", {}, t("noCommands"))];
    const list = this.#part(".commands");
    list.replaceChildren(...none, ...fitting.map((one) => this.#commandButton(one)));
    list.hidden = !list.childElementCount;
    this.#part(".slash").setAttribute("aria-expanded", String(!list.hidden));
  }

  #closeCommands() {
    this.#part(".commands").hidden = true;
    this.#part(".slash").setAttribute("aria-expanded", "false");
  }

  #commandButton({ command, description }) {
    const node = el("button", { type: "button" }, el("b", {}, `/${command}`), el("span", {}, description));
    node.addEventListener("click", () => {
      this.write(`/${command}`);
      this.form.requestSubmit();
    });
    return node;
  }
}
