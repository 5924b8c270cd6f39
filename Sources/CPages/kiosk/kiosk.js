// The kiosk page: shows the camera's picture and tells the events beside it. It sends nothing and keeps nothing.

import { pictures } from "./picture.js";
import { words } from "./words.js";

/** How long a result stays after its card was taken, and what was said of a card that was not read. */
const patience = 8000;
/** Between two tries to connect. */
const pause = 2000;
/** A card's length over its height (ISO/IEC 7810). */
const aspect = 85.6 / 53.98;

const say = words();
const at = (id) => document.getElementById(id);
const kiosk = at("kiosk");
let clearing;
/** First frame of the card whose result is shown. */
let shown;

// What stands on the page from the beginning.
document.documentElement.lang = say.language;
at("picture").setAttribute("aria-label", say.picture);
at("steps").replaceChildren(...say.steps.map((step) => element("li", step)));
place([], "");
watch();
listen();

// The picture.

async function watch() {
  for (;;) {
    try {
      for await (const picture of pictures("/preview.mjpg")) await draw(picture);
    } catch {
      // The server is away, or full: the events tell people.
    }
    outline([]);
    await new Promise((done) => setTimeout(done, pause));
  }
}

async function draw({ jpeg, size, quad }) {
  const picture = await createImageBitmap(jpeg);
  const canvas = at("picture");
  if (canvas.width !== picture.width || canvas.height !== picture.height) fit(picture, size);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  picture.close();
  outline(quad);
}

/** Gives the stage the picture's shape, and the drawing the frame's pixels to draw in. */
function fit(picture, [width, height]) {
  [at("picture").width, at("picture").height] = [picture.width, picture.height];
  kiosk.style.setProperty("--shape", width / height);
  at("drawing").setAttribute("viewBox", `0 0 ${width} ${height}`);
  const long = Math.min(0.7 * width, 0.7 * height * aspect);
  set(at("guide"), {
    x: (width - long) / 2, y: (height - long / aspect) / 2, width: long, height: long / aspect, rx: long / 27,
  });
}

function outline(quad) {
  at("outline").setAttribute("points", quad.join(" "));
  kiosk.toggleAttribute("data-card", quad.length > 0);
}

// The events.

function listen() {
  const events = new EventSource("/events?frames=1");
  events.onmessage = ({ data }) => tell(JSON.parse(data));
  events.onopen = () => trouble("");
  events.onerror = () => {
    trouble(say.offline);
    // Refused for now: the browser does not try again by itself.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, pause);
  };
}

function tell(event) {
  switch (event.event) {
    case "started": return hint("no_card"), trouble("");
    case "guidance": return hint(event.hint);
    case "frame": return event.vote && vote(event.vote);
    case "result": return result(event);
    case "unread": return unread(event.reason);
    case "removed": return leave();
    case "lost": return hint(""), trouble(say.lost[event.reason]);
    case "reopened": return trouble("");
    case "ended": return hint(""), leave();
  }
}

function hint(name) {
  write("hint", say.hints[name] ?? "");
  kiosk.dataset.hint = name;
}

function trouble(text) {
  write("trouble", text);
  at("trouble").hidden = !text;
}

/**
 * Fills the places by how sure each digit is; one that is still likely to change is not shown. A new card's vote takes the
 * place of the last one's result. One that was decided before this page came tells nobody anything.
 */
function vote({ number, digits, decided }) {
  const state = kiosk.dataset.state;
  if ((decided && state !== "voting") || (state === "read" && shown === number)) return;
  show("voting");
  place([...number].map((digit, index) => (digits[index].p > 0.6 ? digit : "")), grouping(number.length));
  at("places").querySelectorAll("b").forEach((cell, index) => {
    const surety = Math.min(1, -Math.log10(1 - digits[index].p) / 4);
    cell.style.setProperty("--surety", surety.toFixed(2));
  });
}

function result(event) {
  show("read");
  shown = event.number;
  place([...event.number], event.grouping);
  write("verdict", say.read);
  crop("card", event.crops?.card, say.cropOfCard);
  crop("number", event.crops?.number, say.cropOfNumber);
  const facts = {
    issuer: event.issuer && say.issuer(event.issuer),
    card: event.card_name ?? say.types[event.card_type],
    expiry: event.expiry && event.expiry.text + (event.expiry.expired ? ` (${say.expired})` : ""),
    holder: event.holder?.text,
  };
  const rows = Object.entries(facts).filter(([, value]) => value);
  at("facts").replaceChildren(
    ...rows.flatMap(([name, value]) => [element("dt", say.facts[name]), element("dd", value)]));
  write("spoken", say.spoken(event.number.slice(-4)));
}

function crop(id, crop, words) {
  const image = at(id);
  image.hidden = !crop?.jpeg;
  if (!crop?.jpeg) return image.removeAttribute("src");
  set(image, { src: `data:image/jpeg;base64,${crop.jpeg}`, alt: words, width: crop.width, height: crop.height });
}

function unread(reason) {
  show("unread");
  write("unread", say.unread[reason]);
  write("spoken", say.unread[reason]);
  leave();
}

/** Begins anew in a while. */
function leave() {
  clearTimeout(clearing);
  clearing = setTimeout(() => show("waiting"), kiosk.dataset.state === "voting" ? 0 : patience);
}

/** Goes to another state: what does not belong to it is gone from the page. */
function show(state) {
  if (kiosk.dataset.state === state && state === "voting") return;
  clearTimeout(clearing);
  kiosk.dataset.state = state;
  at("steps").hidden = state === "read" || state === "unread";
  at("unread").hidden = state !== "unread";
  at("result").hidden = state !== "read";
  if (state === "read") return;
  shown = undefined;
  for (const id of ["card", "number"]) at(id).removeAttribute("src");
  at("facts").replaceChildren();
  write("spoken", "");
  if (state !== "voting") place([], "");
}

/** Writes a number into places, as many together as are printed so; hidden digits are dots. */
function place(number, groups) {
  const cells = number.length ? number : Array(16).fill("");
  const sizes = groups.length ? groups : grouping(cells.length);
  const kept = [...at("places").querySelectorAll("b")];
  if (kept.length !== cells.length || at("places").dataset.groups !== sizes.join("-")) {
    let next = 0;
    at("places").dataset.groups = sizes.join("-");
    at("places").replaceChildren(...sizes.map((size) => {
      const group = element("li", "");
      group.style.setProperty("--size", size);
      group.append(...cells.slice(next, (next += size)).map((digit) => element("b", digit === "*" ? "•" : digit)));
      return group;
    }));
  } else {
    kept.forEach((cell, index) => (cell.textContent = cells[index] === "*" ? "•" : cells[index]));
  }
  if (!number.length) at("places").querySelectorAll("b").forEach((cell) => cell.style.removeProperty("--surety"));
}

/** How the digits of a number usually stand together. */
function grouping(count) {
  if (count === 15) return [4, 6, 5];
  if (count === 14) return [4, 6, 4];
  return Array.from({ length: Math.ceil(count / 4) }, (_, index) => Math.min(4, count - 4 * index));
}

// Small helpers.

/** Changes a text only where it differs: a screen reader tells every change. */
function write(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}
