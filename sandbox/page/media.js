// Pictures, documents, sound and stickers of a message.

import { el } from "./dom.js";
import { fileUrl } from "./api.js";
import { t } from "./texts.js";

const UNITS = ["B", "KB", "MB"];

export function size(bytes) {
  let step = 0;
  let amount = bytes;
  while (amount >= 1024 && step < UNITS.length - 1) {
    amount /= 1024;
    step += 1;
  }
  return `${step ? amount.toFixed(1) : amount} ${UNITS[step]}`;
}

function enlarge(address, name) {
  const dialog = document.getElementById("picture");
  Object.assign(dialog.querySelector("img"), { src: address, alt: name });
  dialog.showModal();
}

function photo(message, name) {
  const best = message.photo.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  const address = fileUrl(best.file_id);
  const alt = t("photoBy", { name });
  const image = el("img", { src: address, alt, width: best.width, height: best.height });
  const button = el("button", { type: "button", className: "photo", "aria-label": alt }, image);
  button.addEventListener("click", () => enlarge(address, alt));
  return button;
}

function document_({ document: file }) {
  const name = file.file_name ?? t("file");
  const about = el("small", {}, file.file_size ? size(file.file_size) : "");
  const mark = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "…";
  return el(
    "a",
    { className: "document", href: fileUrl(file.file_id), download: name },
    el("span", { className: "document-mark", "aria-hidden": "true" }, mark),
    el("span", { className: "document-name" }, name, about),
  );
}

const sound = ({ file_id: id }, word) =>
  el("audio", { src: fileUrl(id), controls: true, preload: "none", "aria-label": t(word) });

const film = ({ file_id: id }) =>
  el("video", { src: fileUrl(id), controls: true, preload: "metadata", "aria-label": t("video") });

const sticker = ({ emoji }) =>
  el("span", { className: "sticker", role: "img", "aria-label": t("stickerWord") }, emoji ?? "", el("small", {}, t("stickerWord")));

const place = ({ latitude, longitude }) =>
  el("span", { className: "sticker", role: "img", "aria-label": t("place") }, `${latitude}, ${longitude}`, el("small", {}, t("place")));

/** The node that shows what a message carries besides text, or null. */
export function media(message, name) {
  if (message.photo) return photo(message, name);
  if (message.video) return film(message.video);
  if (message.voice) return sound(message.voice, "voice");
  if (message.audio) return sound(message.audio, "file");
  if (message.sticker) return sticker(message.sticker);
  if (message.location) return place(message.location);
  if (message.document) return document_(message);
  return null;
}

/** One line that stands for a message in a quotation. */
export function gist(message) {
  const said = message.text ?? message.caption;
  if (said) return said.replace(/\s+/g, " ").slice(0, 80);
  if (message.photo) return t("photo");
  if (message.document) return message.document.file_name ?? t("file");
  for (const [kind, word] of [["voice", "voice"], ["video", "video"], ["sticker", "stickerWord"], ["location", "place"]]) {
    if (message[kind]) return t(word);
  }
  return "";
}
