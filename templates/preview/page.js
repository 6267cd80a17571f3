// The page of `mesoquiz preview`: follows the server's states, and keeps what its reader has chosen, opened and
// scrolled to. Cards are shown in frames, and only those that are near what is seen are loaded.
"use strict";
const AT_ONCE = 200;
const $ = (id) => document.getElementById(id);
const made = (name, text, attributes) => {
  const element = document.createElement(name);
  if (text) { element.textContent = text; }
  for (const [key, value] of Object.entries(attributes || {})) { element.setAttribute(key, value); }
  return element;
};
const counted = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
const NOTHING = { number: 0, cards: [], problems: [], errors: [], advice: [], exams: [] };
let state = NOTHING;
let most = AT_ONCE;
const rows = new Map();
const articles = new Map();
const chosen = new Map();

const boxes = Object.fromEntries([...document.querySelectorAll("#shown input")].map((box) => [box.name, box]));
const editorOf = (place) => {
  const whole = ["/", "\\"].includes(place.path[0]) || place.path[1] === ":" ? place.path : `${state.here}/${place.path}`;
  return `vscode://file${whole.startsWith("/") ? "" : "/"}${encodeURI(whole).replaceAll("#", "%23").replaceAll("?", "%3F")}:${place.line}:${place.column || 1}`;
};
const placeOf = (place) => {
  const near = place.path.startsWith(`${state.here}/`) ? place.path.slice(state.here.length + 1) : place.path;
  return made("a", `${near}:${place.line}`, { class: "place", href: editorOf(place), title: "Open in the editor" });
};

// What is shown

// As it is typed on a keyboard.
const plain = (text) => text.toLowerCase().replaceAll("’", "'").replaceAll("\u00a0", " ").replaceAll("\u202f", " ");

function isShown(card, words, warned) {
  const text = plain([card.id, card.text, card.deck, ...card.tags].join(" "));
  return (!$("deck").value || card.deck === $("deck").value || card.deck.startsWith($("deck").value + "::"))
    && (!$("tag").value || card.tags.some((tag) => tag === $("tag").value || tag.startsWith($("tag").value + "::")))
    && (!$("kind").value || card.kind === $("kind").value)
    && (!$("warned").checked || warned.has(card.id))
    && words.every((word) => text.includes(word));
}

function offer(select, values) {
  const now = select.value;
  const there = [...select.options].slice(1).map((option) => option.value);
  if (there.join("\n") === values.join("\n")) { return; }
  select.length = 1;
  for (const value of values) { select.add(new Option(value, value)); }
  select.value = values.includes(now) ? now : "";
}

// The remarks on each card, by id, and those on none by "". Advice on a card that has changed since is no longer so.
function remarked() {
  const remarks = new Map();
  const cards = new Map(state.cards.map((card) => [card.id, card]));
  const add = (id, one) => { remarks.set(id, [...(remarks.get(id) || []), one]); };
  for (const one of state.problems) { add(one.card, one); }
  for (const one of state.advice) {
    const card = cards.get(one.card);
    if (!one.card) { add("", one); }
    else if (card && card.changed <= state.judged) { add(one.card, { ...one, path: card.path, line: card.line + one.below }); }
  }
  return remarks;
}

function draw() {
  const remarks = remarked();
  const words = plain($("search").value).split(" ").filter(Boolean);
  const found = state.cards.filter((card) => isShown(card, words, remarks));
  const shown = found.slice(0, most);
  const ids = new Set(shown.map((card) => card.id));
  for (const [id, article] of articles) {
    if (!ids.has(id)) { article.remove(); articles.delete(id); }
  }
  let before = null;
  for (const card of shown) {
    const article = articles.get(card.id) || begin(card);
    fill(article, card, remarks.get(card.id) || []);
    const place = before ? before.nextSibling : $("cards").firstChild;
    if (article !== place) { $("cards").insertBefore(article, place); }
    before = article;
  }
  $("more").hidden = shown.length === found.length;
  $("none").hidden = found.length > 0 || state.cards.length === 0;
  list($("files"), remarks.get("") || []);
  const number = found.length === state.cards.length ? "" : ` of ${state.cards.length}`;
  tell($("count"), `${found.length}${number} card${state.cards.length === 1 ? "" : "s"}`);
  const all = [...remarks.values()].reduce((sum, some) => sum + some.length, 0);
  const checked = state.judged < state.read ? "being checked…" : all ? counted(all, "remark") : "no remarks";
  tell($("checked"), state.faulty ? "not checked: there are errors" : checked);
}

function tell(element, text) {
  if (element.textContent !== text) { element.textContent = text; }
}

function begin(card) {
  const article = made("article", "", { tabindex: "-1", "data-id": card.id });
  article.append(made("h2", "", { lang: state.lang }), made("p", "", { class: "about" }), made("div", "", { class: "views" }), made("ul", "", { class: "remarks" }));
  articles.set(card.id, article);
  near.observe(article);
  return article;
}

function fill(article, card, remarks) {
  const key = JSON.stringify([card, remarks]);
  if (article.key === key) { return; }
  article.key = key;
  article.querySelector("h2").textContent = card.text;
  const about = article.querySelector(".about");
  const level = card.difficulty ? `difficulty ${card.difficulty}` : "";
  about.textContent = [card.id, card.kind, card.deck, card.tags.join(" "), level, card.retired ? "retired" : ""].filter(Boolean).join(" · ") + " · ";
  about.append(placeOf(card));
  article.querySelector(".remarks").replaceChildren(...remarks.map(remark));
  if (article.dataset.changed !== String(card.changed)) {
    article.dataset.changed = card.changed;
    delete article.dataset.shown;
    if (article.dataset.near) { show(article); }
  }
}

function remark(one) {
  const item = made("li", "", { class: one.severity });
  item.append(made("strong", one.code), ` ${one.message} `, placeOf(one));
  if (one.help) { item.append(made("div", one.help, { class: "help" })); }
  return item;
}

function list(section, remarks) {
  section.hidden = !remarks.length;
  const key = JSON.stringify(remarks);
  if (section.key === key) { return; }
  section.key = key;
  section.querySelector("ul").replaceChildren(...remarks.map(remark));
}

// Frames

function frame(kind, title, address) {
  const { id } = Object.fromEntries(new URLSearchParams(address.split("?")[1]));
  return made("iframe", "", { class: kind, title: id ? `${title}: ${id}` : title, src: address, sandbox: "allow-scripts" });
}

// Figures of the same kinds as before stay, and each shows its old frame until the new one is there: nothing jumps.
function put(views, wanted) {
  const figures = [...views.children];
  if (figures.map((one) => one.dataset.title).join("\n") !== wanted.map(([, title]) => title).join("\n")) {
    views.replaceChildren(...wanted.map(([kind, title, address]) => {
      const figure = made("figure", "", { class: kind === "anki" ? "" : "wide", "data-title": title });
      figure.append(made("figcaption", title), frame(kind, title, address));
      return figure;
    }));
    return;
  }
  wanted.forEach(([kind, title, address], place) => {
    const [old, ...others] = figures[place].querySelectorAll("iframe");
    others.forEach((one) => one.remove());
    if (old.getAttribute("src") === address) { return; }
    const next = frame(`${kind} coming`, title, address);
    next.style.height = old.style.height;
    next.addEventListener("load", () => {
      if (next.isConnected) { old.remove(); next.className = kind; }
    });
    figures[place].append(next);
  });
}

function addresses(id, ordinal) {
  const card = `id=${encodeURIComponent(id)}&v=${articles.get(id).dataset.changed}`;
  const night = boxes.night.checked ? "&night=1" : "";
  const all = [];
  if (boxes.anki.checked) {
    for (const side of ["front", "back"]) { all.push(["anki", `Anki, ${side}`, `anki?${card}&card=${ordinal}&side=${side}${night}`]); }
  }
  if (boxes.paper.checked) {
    for (const page of ["quiz", "explained"]) { all.push(["paper", page === "quiz" ? "Paper" : "Paper, explained", `paper?${card}&page=${page}`]); }
  }
  if (boxes.flashcard.checked) { all.push(["flashcard", "Flashcard", `flashcard?${card}`]); }
  return all;
}

async function show(article) {
  const wanted = [boxes.anki, boxes.paper, boxes.flashcard, boxes.night].map((box) => box.checked).join();
  if (article.dataset.shown === wanted) { return; }
  article.dataset.shown = wanted;
  const { id, changed } = article.dataset;
  // No list: the card has just been deleted, or the server has ended.
  const cards = await fetch(`cards?id=${encodeURIComponent(id)}`).then((answer) => answer.json()).catch(() => null);
  if (!Array.isArray(cards) || article.dataset.shown !== wanted || article.dataset.changed !== changed || !articles.has(id)) { return; }
  const ordinal = cards.includes(chosen.get(id)) ? chosen.get(id) : cards[0];
  const views = article.querySelector(".views");
  put(views, addresses(id, ordinal));
  views.querySelector("select")?.remove();
  if (boxes.anki.checked && cards.length > 1) { views.querySelector("figcaption").append(" ", pick(article, cards, ordinal)); }
}

function pick(article, cards, ordinal) {
  const select = made("select", "", { "aria-label": "Card" });
  cards.forEach((one, place) => select.add(new Option(`card ${place + 1} of ${cards.length}`, one, false, one === ordinal)));
  select.addEventListener("change", () => {
    chosen.set(article.dataset.id, Number(select.value));
    delete article.dataset.shown;
    show(article);
  });
  return select;
}

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) { target.dataset.near = "1"; show(target); } else { delete target.dataset.near; }
  }
}, { rootMargin: "600px" });

addEventListener("message", (event) => {
  const inner = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === event.source);
  if (inner && !inner.classList.contains("exam") && event.data.height > 0) { inner.style.height = `${Math.min(event.data.height + 2, 1400)}px`; }
  kept?.scrollIntoView({ block: "start" });
});

// What the server says

function warn() {
  $("wrong").hidden = !state.faulty;
  tell($("wrong").querySelector("h2"), state.unreadable || counted(state.errors.length, "error"));
  tell($("wrong").querySelector(".older"), state.older ? "The cards are those of the last save without an error." : "Cards with an error are missing.");
  $("wrong").querySelector("ul").replaceChildren(...state.errors.slice(0, 30).map((one) => {
    const item = made("li");
    item.append(placeOf(one), made("pre", `${one.message}${one.help ? `\nhelp: ${one.help}` : ""}`));
    return item;
  }));
}

function exams() {
  const key = JSON.stringify(state.exams);
  if ($("exams").key !== key) {
    $("exams").key = key;
    $("exams").replaceChildren(...state.exams.map((exam) => {
      const details = made("details", "", { "data-name": exam.name });
      details.append(made("summary", `Exam: ${exam.name}`), made("div", "", { class: "views" }));
      details.addEventListener("toggle", () => load(details));
      return details;
    }));
  }
  for (const details of $("exams").children) { load(details); }
}

function load(details) {
  const address = (page) => `exam?name=${encodeURIComponent(details.dataset.name)}&page=${page}&v=${state.read}`;
  const pages = [["exam", "Paper", address("quiz")], ["exam", "Paper, explained", address("explained")]];
  put(details.querySelector("div"), details.open ? pages : []);
}

async function take() {
  const isFirst = !state.number;
  const news = await (await fetch(`state?since=${state.number}`)).json();
  for (const row of news.cards) { rows.set(row.id, row); }
  state = { ...state, ...news, cards: news.ids.map((id, place) => ({ ...rows.get(id), line: news.lines[place] })) };
  document.title = `${state.faulty ? "⚠ " : ""}${state.title} – preview`;
  tell($("title"), state.title);
  $("title").lang = state.lang;
  const levels = (names) => [...new Set([...new Set(names)].flatMap((name) => name.split("::").map((_, place, parts) => parts.slice(0, place + 1).join("::"))))].sort();
  offer($("deck"), levels(state.cards.map((card) => card.deck)));
  offer($("tag"), levels(state.cards.flatMap((card) => card.tags)));
  offer($("kind"), [...new Set(state.cards.map((card) => card.kind))].sort());
  warn();
  exams();
  draw();
  if (!isFirst && news.cards.length) { point(news.cards); }
  else if (!news.ids.includes($("changed").dataset.id)) { $("changed").replaceChildren(); }
  document.body.dataset.number = state.number;
}

let work = Promise.resolve();
function follow() {
  // One after the other: each asks for what is newer than the last. A server that is gone is told by `listen`.
  work = work.then(take).catch(() => {});
  return work;
}

function listen() {
  const events = new EventSource(`events?number=${state.number}`);
  events.onmessage = follow;
  events.onopen = () => {
    if ($("gone").hidden) { return; }
    // Perhaps another server, which counts anew.
    $("gone").hidden = true;
    state = { ...NOTHING };
    for (const article of articles.values()) { article.key = article.dataset.changed = ""; }
    follow();
  };
  events.onerror = () => { $("gone").hidden = false; };
}

// Tells which cards a save has changed, where none of them is seen.
function point(changed) {
  const seen = changed.map((card) => articles.get(card.id)).filter((one) => {
    const place = one?.getBoundingClientRect();
    return place && place.bottom > 120 && place.top < innerHeight - 40;
  });
  seen.forEach((one) => one.animate([{ boxShadow: "-6px 0 0 var(--mark)" }, { boxShadow: "-6px 0 0 transparent" }], 1500));
  const button = made("button", changed.length === 1 ? `Changed: ${changed[0].id}` : `${changed.length} cards have changed`, { type: "button" });
  button.addEventListener("click", () => reveal(changed[0].id));
  $("changed").dataset.id = changed[0].id;
  $("changed").replaceChildren(...(seen.length ? [] : [button]));
}

// What the reader does

function reveal(id) {
  $("changed").replaceChildren();
  const place = state.cards.findIndex((card) => card.id === id);
  if (!articles.has(id) && place >= 0) {
    $("filters").reset();
    most = AT_ONCE * Math.ceil((place + 1) / AT_ONCE);
    draw();
  }
  focus(articles.get(id));
}

// Where one has gone to stays in its place while the frames above it load, until the reader does something else.
let kept = null;
function focus(article) {
  article?.focus({ preventScroll: true });
  article?.scrollIntoView({ block: "start" });
  kept = article;
  setTimeout(() => { kept = kept === article ? null : kept; }, 3000);
}
for (const done of ["wheel", "touchmove", "pointerdown", "keydown"]) { addEventListener(done, () => { kept = null; }, { capture: true, passive: true }); }

function look() {
  document.body.classList.toggle("phone", boxes.phone.checked);
  document.body.classList.toggle("night", boxes.night.checked);
  for (const article of articles.values()) { if (article.dataset.near) { show(article); } else { delete article.dataset.shown; } }
}

function go(step) {
  const all = [...$("cards").children];
  const at = all.indexOf(document.activeElement.closest("article"));
  const top = all.findIndex((one) => one.getBoundingClientRect().bottom > 120);
  focus(all[at < 0 ? Math.max(top, 0) : Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function filter() {
  most = AT_ONCE;
  draw();
}

$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("input", filter);
$("none").querySelector("button").addEventListener("click", () => { $("filters").reset(); filter(); $("search").focus(); });
$("shown").addEventListener("change", look);
$("more").querySelector("button").addEventListener("click", () => {
  const last = $("cards").lastElementChild;
  most += AT_ONCE;
  draw();
  focus(last.nextElementSibling);
});
addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape") { document.activeElement.blur(); $("keys").open = false; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !$("lettered").checked) { return; }
  const letters = { a: "anki", p: "paper", f: "flashcard", d: "night", w: "phone" };
  if (event.key === "/") { event.preventDefault(); $("search").focus(); }
  else if (event.key === "j") { go(1); }
  else if (event.key === "k") { go(-1); }
  else if (event.key === "c") { $("changed").querySelector("button")?.click(); }
  else if (event.key === "e") { document.activeElement.closest("article")?.querySelector(".place").click(); }
  else if (letters[event.key]) { boxes[letters[event.key]].click(); }
});

boxes.night.checked = matchMedia("(prefers-color-scheme: dark)").matches;
look();
follow().then(listen);
