// The ⋯ menu of a phone, and the two small forms it opens.

import * as api from "./api.js";
import { el } from "./dom.js";
import { fullName } from "./message.js";

/** Shows a <dialog> form; resolves to its FormData, or null when it was put away. */
function ask(dialog) {
  return new Promise((resolve) => {
    const form = dialog.querySelector("form");
    form.reset();
    dialog.returnValue = "";
    dialog.onclose = () => resolve(dialog.returnValue === "ok" ? new FormData(form) : null);
    dialog.showModal();
  });
}

async function newPerson() {
  const given = await ask(document.getElementById("new-person"));
  return given && api.newPerson(given.get("first_name"));
}

async function newGroup(users) {
  const dialog = document.getElementById("new-group");
  const choices = users.map((user) =>
    el("label", {}, el("input", { type: "checkbox", name: "member", value: user.id }), ` ${fullName(user)}`),
  );
  dialog.querySelector(".members").replaceChildren(...choices);
  const given = await ask(dialog);
  return given && api.newGroup(given.get("title"), given.getAll("member").map(Number));
}

/** Degrees north and east: what the stand-in phone takes for the place where it is. */
const HERE = [30.572815, 104.066801];

function act(name, { user, chat }, users) {
  if (name === "person") return newPerson();
  if (name === "group") return newGroup(users);
  if (name === "sticker") return api.sticker(user, chat);
  if (name === "location") return api.place(user, chat, ...HERE);
  if (["block", "unblock"].includes(name)) return api.onUser(user, name);
  return api.onGroup(chat, name);
}

/** Wires the menu of `phone`; `made(thing)` hears of a new person or group. */
export function menu(phone, { talk, users, attempt, made }) {
  const details = phone.querySelector(".menu");
  const close = () => {
    details.open = false;
  };
  for (const button of details.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => {
      close();
      attempt(async () => {
        const thing = await act(button.dataset.act, talk(), users());
        if (["person", "group"].includes(button.dataset.act) && thing) await made(thing);
      });
    });
  }
  details.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("click", (event) => details.contains(event.target) || close());
}
