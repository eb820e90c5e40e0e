// The sandbox server, as the page sees it: questions, acts and the stream of events.

import { language, t } from "./texts.js";

async function call(path, options) {
  const answer = await fetch(path, options).catch(() => {
    throw new Error(t("noServer"));
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.description ?? body.error ?? `HTTP ${answer.status}`);
  return body;
}

const post = (path, body = {}) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const state = () => call("/sandbox/state");
export const messages = (chat) => call(`/sandbox/chats/${chat}/messages?after=0`);
export const commands = (chat, inGroup) =>
  call(`/sandbox/commands?language=${language()}&chat=${chat}${inGroup ? "&group=1" : ""}`);
export const calls = async () => (await call("/sandbox/calls")).calls;
export const panel = () => call("/sandbox/panel");
export const orderFault = (fault) => post("/sandbox/faults", fault);
export const orderedFaults = async () => (await call("/sandbox/faults")).ordered;
export const clearFaults = () => call("/sandbox/faults", { method: "DELETE" });
export const clock = () => call("/sandbox/clock");
export const fileUrl = (id) => `/sandbox/files/${encodeURIComponent(id)}`;

export const say = (said) => post("/sandbox/say", said);
export const press = (pressed) => post("/sandbox/press", pressed);
export const edit = (edited) => post("/sandbox/edit", edited);
export const place = (user, chat, latitude, longitude) => post("/sandbox/location", { user, chat, latitude, longitude });
export const sticker = (user, chat) => post("/sandbox/sticker", { user, chat });
export const newPerson = (first_name) => post("/sandbox/users", { first_name });
export const newGroup = (title, members) =>
  post("/sandbox/groups", { title, members, with_bot: true });
export const onUser = (id, act) => post(`/sandbox/users/${id}/${act}`);
export const onGroup = (id, act) => post(`/sandbox/groups/${id}/${act}`);
export const moveClock = (how) => post("/sandbox/clock", how);

export function upload({ files, ...facts }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(facts)) form.append(name, value);
  for (const file of files) form.append("file", file, file.name);
  return call("/sandbox/upload", { method: "POST", body: form });
}

const RETRY_MS = 2000;

/** Follows the event stream for ever; `opened` runs after every (re)connection, `lost` when it breaks. */
export function follow({ heard, opened, lost }) {
  const stream = new EventSource("/sandbox/events");
  stream.onopen = opened;
  stream.onmessage = (event) => heard(JSON.parse(event.data));
  stream.onerror = () => {
    lost();
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => follow({ heard, opened, lost }), RETRY_MS);
  };
}
