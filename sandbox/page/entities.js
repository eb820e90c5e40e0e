// Telegram's entities (offsets in UTF-16 units, as JavaScript counts) turned into safe nodes.

import { el } from "./dom.js";
import { t } from "./texts.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

const external = (href) => el("a", { href, target: "_blank", rel: "noopener noreferrer" });

function spoiler() {
  const node = el("span", { className: "spoiler", tabIndex: 0 });
  node.addEventListener("click", () => node.classList.add("shown"));
  return node;
}

/** A quotation of which three lines show until it is tapped; a short one shows whole. */
function foldable() {
  const node = el("blockquote", { className: "fold", dataset: { testid: "fold" } });
  const toggle = el("button", { type: "button", className: "unfold", dataset: { testid: "unfold" } });
  const show = (open) => {
    node.classList.toggle("open", open);
    toggle.title = t(open ? "fold" : "unfold");
    toggle.setAttribute("aria-label", toggle.title);
    toggle.setAttribute("aria-expanded", String(open));
  };
  show(false);
  node.append(toggle);
  node.addEventListener("click", (event) => {
    const onOther = event.target.closest("a, button") ?? toggle;
    if (onOther === toggle && getSelection().isCollapsed) show(!node.classList.contains("open"));
  });
  new ResizeObserver(() => {
    if (!node.classList.contains("open")) toggle.hidden = node.scrollHeight <= node.clientHeight + 1;
  }).observe(node);
  return node;
}

function commandLink(text, follow) {
  const node = el("button", { type: "button", className: "command-link" });
  node.addEventListener("click", () => follow.command(text));
  return node;
}

/** A link; one to the bot itself with a start parameter is followed inside the sandbox. */
export function link(href, follow) {
  const full = /^\w+:/.test(href) ? href : `https://${href}`;
  if (!URL.canParse(full)) return el("span");
  const address = new URL(full);
  if (!["http:", "https:", "tg:", "mailto:"].includes(address.protocol)) return el("span");
  const node = external(address.href);
  const code = address.searchParams.get("start");
  const own = address.pathname.slice(1) === follow.botName || address.searchParams.get("domain") === follow.botName;
  if (code === null || !own) return node;
  node.addEventListener("click", (event) => {
    event.preventDefault();
    follow.start(code);
  });
  return node;
}

function wrapper(entity, text, follow) {
  if (entity.type === "expandable_blockquote") return foldable();
  if (entity.type in TAGS) return el(TAGS[entity.type]);
  if (entity.type === "text_link") return link(entity.url, follow);
  if (entity.type === "url") return link(text, follow);
  if (entity.type === "email") return external(`mailto:${text}`);
  if (entity.type === "bot_command") return commandLink(text, follow);
  if (entity.type === "spoiler") return spoiler();
  if (["mention", "text_mention", "hashtag"].includes(entity.type)) return el("span", { className: "mention" });
  return el("span");
}

const LIGHTS = { "🔴": "red", "🟡": "yellow", "🔵": "blue" };

/** Words, with the status lights drawn: not every machine has a font for them. */
export function words(text) {
  const parts = text.split(/([🔴🟡🔵])/u).filter((part) => part);
  return parts.map((part) => (part in LIGHTS ? el("span", { className: `light ${LIGHTS[part]}` }, part) : part));
}

const end = (entity) => entity.offset + entity.length;

function nodes(text, from, to, entities, follow) {
  const made = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    made.push(...words(text.slice(at, first.offset)));
    const node = wrapper(first, text.slice(first.offset, end(first)), follow);
    const inside = others.filter((other) => end(other) <= end(first));
    node.append(...nodes(text, first.offset, end(first), inside, follow));
    made.push(node);
    at = end(first);
    // A quotation is a block of its own: the line break behind it is not shown once more.
    if (node.tagName === "BLOCKQUOTE" && text[at] === "\n" && at < to) at += 1;
    rest = others.filter((other) => other.offset >= at);
  }
  made.push(...words(text.slice(at, to)));
  return made;
}

/** `follow` says what a tapped command or start link does: {botName, command(text), start(code)}. */
export function formatted(text, entities, follow) {
  const outerFirst = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return el("div", { className: "text", dir: "auto" }, ...nodes(text, 0, text.length, outerFirst, follow));
}
