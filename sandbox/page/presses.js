// The buttons of a phone that were pressed and wait for the bot's answer.

import * as api from "./api.js";

export class Presses {
  #waiting = new Map(); // keyboard button → {user, id}

  /** `talk()` gives {user, chat}; `attempt(act)` runs an act and shows its failure on the phone. */
  constructor({ talk, attempt }) {
    this.talk = talk;
    this.attempt = attempt;
  }

  async press(message, data, button) {
    button.classList.add("busy");
    const { user, chat } = this.talk();
    this.#waiting.set(button, { user, id: null });
    const sent = await this.attempt(async () => {
      const { callback_id: id } = await api.press({ user, chat, message_id: message.message_id, data });
      if (this.#waiting.has(button)) this.#waiting.set(button, { user, id });
    });
    if (!sent) this.#release(button);
  }

  /** Whether the answer is to one of them; it may overtake the press's own reply, which brings the id. */
  answered({ callback_id: callback, user }) {
    const found = [...this.#waiting].find(([, press]) => press.user === user && (press.id ?? callback) === callback);
    if (found) this.#release(found[0]);
    return found !== undefined;
  }

  #release(button) {
    button.classList.remove("busy");
    this.#waiting.delete(button);
  }
}
