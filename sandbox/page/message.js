// One message as a list entry: bubble, quotation, media, inline keyboard, and what may be done with it.

import { el } from "./dom.js";
import { formatted, link, words as drawn } from "./entities.js";
import { gist, media } from "./media.js";
import { locale, t } from "./texts.js";

const ZONE = "Asia/Shanghai";
const at = (message) => new Date(message.date * 1000);

export const fullName = (user) => [user.last_name, user.first_name].filter(Boolean).join("");

/** The name of a message in its chat: those that one member alone sees are counted for themselves. */
export const number = (message) => (message.ephemeral_message_id ? `e${message.ephemeral_message_id}` : message.message_id);

const sender = (message) => (message.from ? fullName(message.from) : (message.sender_chat?.title ?? ""));

const hour = (message) =>
  at(message).toLocaleTimeString(locale(), { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const day = (message) =>
  at(message).toLocaleDateString(locale(), { timeZone: ZONE, month: "long", day: "numeric", weekday: "long" });

export const dayLine = (text) => el("li", { className: "day", role: "separator" }, el("span", {}, text));

function service(message) {
  const name = (message.new_chat_members ?? []).map(fullName).join("、");
  if (name) return t("joined", { name });
  if (message.left_chat_member) return t("left", { name: fullName(message.left_chat_member) });
  if (message.new_chat_title) return t("renamed", { name: message.new_chat_title });
  if (message.group_chat_created || message.supergroup_chat_created) return t("groupMade");
  if (message.pinned_message) return t("pinned");
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  return null;
}

function quotation(quoted, show) {
  const node = el(
    "button",
    { type: "button", className: "quotation" },
    el("b", {}, sender(quoted)),
    el("span", {}, ...drawn(gist(quoted))),
  );
  node.addEventListener("click", () => show(quoted.message_id));
  return node;
}

const STYLES = new Set(["success", "danger", "primary"]);

function keyboardButton(message, button, act) {
  const className = STYLES.has(button.style) ? `key ${button.style}` : "key";
  const properties = { className, dataset: { testid: "button" } };
  if (button.url) {
    const node = link(button.url, act);
    node.className = properties.className;
    node.replaceChildren(...drawn(button.text));
    node.dataset.testid = "button";
    return node;
  }
  const node = el("button", { type: "button", ...properties }, ...drawn(button.text));
  if (button.callback_data !== undefined) {
    node.addEventListener("click", () => act.press(message, button.callback_data, node));
  } else if (button.copy_text) {
    node.addEventListener("click", () => navigator.clipboard.writeText(button.copy_text.text));
  } else {
    node.disabled = true;
  }
  return node;
}

function keyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  const made = rows.map((row) =>
    el("div", { className: "keys-row" }, ...row.map((button) => keyboardButton(message, button, act))),
  );
  return el("div", { className: "keys" }, ...made);
}

function choice(word, testid, run) {
  const node = el("button", { type: "button", dataset: { testid, text: word } }, t(word));
  node.addEventListener("click", run);
  return node;
}

function actions(message, mine, act) {
  const made = [choice("reply", "reply", () => act.reply(message))];
  const hasText = message.text !== undefined || message.caption !== undefined;
  if (mine && hasText) made.push(choice("edit", "edit", () => act.edit(message)));
  return el("div", { className: "actions", hidden: true }, ...made);
}

function foot(message, toggle) {
  const more = el("button", { type: "button", className: "dots", "aria-label": t("actions"), title: t("actions"), dataset: { testid: "actions" } }, "⋯");
  more.addEventListener("click", toggle);
  more.hidden = message.receiver_user !== undefined; // there is nothing to reply to
  const edited = message.edit_date || message.edited ? el("span", { dataset: { testid: "edited" } }, t("edited")) : null;
  return el("div", { className: "foot" }, more, edited, el("time", { dateTime: at(message).toISOString() }, hour(message)));
}

/** A tap on the bubble itself opens the actions; a tap on something in it, or the end of a selection, does not. */
function tapped(event) {
  const onControl = event.target.closest("button, a, audio, video, .spoiler, .fold");
  return !onControl && getSelection().isCollapsed;
}

function bubble(message, { mine, group }, act) {
  const doings = actions(message, mine, act);
  const toggle = () => {
    doings.hidden = !doings.hidden;
    if (!doings.hidden) doings.scrollIntoView({ block: "nearest" });
  };
  const text = message.text ?? message.caption;
  const shown = media(message, sender(message));
  const words = text === undefined ? null : formatted(text, message.entities ?? message.caption_entities, act);
  const node = el(
    "div",
    { className: "bubble" },
    group && !mine ? el("b", { className: "name" }, sender(message)) : null,
    message.receiver_user ? el("i", { className: "alone", dataset: { testid: "alone" } }, t("alone")) : null,
    message.is_topic_message ? el("i", { className: "topic" }, `#${message.message_thread_id}`) : null,
    message.reply_to_message ? quotation(message.reply_to_message, act.show) : null,
    shown,
    words ?? (shown ? null : el("i", {}, t("otherKind"))),
    foot(message, toggle),
  );
  if (!message.receiver_user) node.addEventListener("click", (event) => tapped(event) && toggle());
  return [node, keyboard(message, act), doings];
}

/** The entry for `message`; `view` = {mine, group}, `act` = what its controls do (see phone.js). */
export function entry(message, view, act) {
  const dataset = { testid: "message", messageId: number(message), day: day(message) };
  const told = service(message);
  if (told) return el("li", { className: "message told", dataset }, el("span", {}, told));
  const classes = ["message", view.mine ? "mine" : "theirs"];
  if (message.media_group_id) classes.push("album");
  if (message.receiver_user) classes.push("aside");
  return el("li", { className: classes.join(" "), dataset }, ...bubble(message, view, act).filter(Boolean));
}
