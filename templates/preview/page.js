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
let state = { number: 0, cards: [], problems: [], exams: [] };
let most = AT_ONCE;
const articles = new Map();
const chosen = new Map();

const boxes = Object.fromEntries([...document.querySelectorAll("#shown input")].map((box) => [box.name, box]));
const editorOf = (place) => {
  const whole = ["/", "\\"].includes(place.path[0]) || place.path[1] === ":" ? place.path : `${state.here}/${place.path}`;
  return `vscode://file${whole.startsWith("/") ? "" : "/"}${encodeURI(whole)}:${place.line}:${place.column || 1}`;
};
const placeOf = (place) => {
  const link = made("a", `${place.path}:${place.line}`, { href: editorOf(place), title: "Open in the editor" });
  link.className = "place";
  return link;
};

// What is shown

function isShown(card, words, warned) {
  const text = [card.id, card.text, card.deck, ...card.tags].join(" ").toLowerCase();
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

function draw() {
  const remarks = new Map();
  for (const one of state.problems) {
    if (one.card) { remarks.set(one.card, [...(remarks.get(one.card) || []), one]); }
  }
  const words = $("search").value.toLowerCase().split(" ").filter(Boolean);
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
  const number = found.length === state.cards.length ? "" : ` of ${state.cards.length}`;
  $("count").textContent = `${found.length}${number} card${state.cards.length === 1 ? "" : "s"}`;
}

function begin(card) {
  const article = made("article", "", { tabindex: "-1", "data-id": card.id });
  article.append(made("h2"), made("p", "", { class: "about" }), made("div", "", { class: "views" }), made("ul", "", { class: "remarks" }));
  articles.set(card.id, article);
  near.observe(article);
  return article;
}

function fill(article, card, remarks) {
  const key = JSON.stringify([card, remarks]);
  if (article.dataset.key === key) { return; }
  article.dataset.key = key;
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

// Frames

function frame(kind, title, address) {
  const figure = made("figure", "", { class: kind === "anki" ? "" : "wide" });
  const inner = made("iframe", "", { class: kind, title, src: address, sandbox: "allow-scripts" });
  figure.append(made("figcaption", title), inner);
  return figure;
}

function addresses(id, ordinal) {
  const card = `id=${encodeURIComponent(id)}&v=${articles.get(id).dataset.changed}`;
  const night = boxes.night.checked ? "&night=1" : "";
  const all = [];
  if (boxes.anki.checked) {
    for (const side of ["front", "back"]) { all.push(["anki", `Anki, ${side}`, `anki?${card}&card=${ordinal}&side=${side}${night}`]); }
  }
  if (boxes.paper.checked) {
    for (const page of ["quiz", "explained"]) { all.push(["paper", page === "quiz" ? "Paper" : "Key, explained", `paper?${card}&page=${page}`]); }
  }
  if (boxes.flashcard.checked) { all.push(["flashcard", "Flashcard", `flashcard?${card}`]); }
  return all;
}

async function show(article) {
  const wanted = [boxes.anki, boxes.paper, boxes.flashcard, boxes.night].map((box) => box.checked).join();
  if (article.dataset.shown === wanted) { return; }
  article.dataset.shown = wanted;
  const id = article.dataset.id;
  const cards = await (await fetch(`cards?id=${encodeURIComponent(id)}`)).json();
  if (!Array.isArray(cards) || article.dataset.shown !== wanted || !articles.has(id)) { return; }
  const ordinal = cards.includes(chosen.get(id)) ? chosen.get(id) : cards[0];
  const views = article.querySelector(".views");
  // A frame that is there keeps its place until the new one is filled: nothing jumps.
  const heights = [...views.querySelectorAll("iframe")].map((one) => one.style.height);
  const figures = addresses(id, ordinal).map((one) => frame(...one));
  figures.forEach((figure, place) => { if (heights[place]) { figure.querySelector("iframe").style.height = heights[place]; } });
  if (boxes.anki.checked && cards.length > 1) { figures[0].firstChild.append(" ", pick(article, cards, ordinal)); }
  views.replaceChildren(...figures);
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
  if (inner && inner.className !== "exam" && event.data.height > 0) { inner.style.height = `${Math.min(event.data.height + 2, 1400)}px`; }
});

// What the server says

function tell() {
  const errors = state.problems.filter((one) => one.severity === "error");
  $("wrong").hidden = !state.faulty;
  $("wrong").querySelector("h2").textContent = state.unreadable || `${errors.length} error${errors.length === 1 ? "" : "s"}`;
  const items = errors.slice(0, 30).map((one) => {
    const item = made("li");
    item.append(placeOf(one), made("pre", `${one.message}${one.help ? `\nhelp: ${one.help}` : ""}`));
    return item;
  });
  $("wrong").querySelector("ul").replaceChildren(...items);
}

function exams() {
  const key = JSON.stringify(state.exams);
  if ($("exams").dataset.key !== key) {
    $("exams").dataset.key = key;
    $("exams").replaceChildren(...state.exams.map((exam) => {
      const details = made("details", "", { "data-name": exam.name });
      details.append(made("summary", `Exam: ${exam.name}`));
      details.addEventListener("toggle", () => load(details));
      return details;
    }));
  } else {
    for (const details of $("exams").children) { load(details); }
  }
}

function load(details) {
  details.querySelector("div")?.remove();
  if (!details.open) { return; }
  const views = made("div", "", { class: "views" });
  for (const page of ["quiz", "explained"]) {
    views.append(frame("exam", page === "quiz" ? "Paper" : "Key, explained", `exam?name=${encodeURIComponent(details.dataset.name)}&page=${page}&v=${state.number}`));
  }
  details.append(views);
}

async function follow() {
  state = await (await fetch("state")).json();
  document.title = `${state.faulty ? "⚠ " : ""}${state.title} – preview`;
  $("title").textContent = state.title;
  const levels = (names) => [...new Set(names.flatMap((name) => name.split("::").map((_, place, parts) => parts.slice(0, place + 1).join("::"))))].sort();
  offer($("deck"), levels(state.cards.map((card) => card.deck)));
  offer($("tag"), levels(state.cards.flatMap((card) => card.tags)));
  offer($("kind"), [...new Set(state.cards.map((card) => card.kind))].sort());
  tell();
  exams();
  draw();
  document.body.dataset.number = state.number;
}

function listen() {
  const events = new EventSource(`events?number=${state.number}`);
  events.onmessage = () => { $("gone").hidden = true; follow(); };
  events.onopen = () => { if (!$("gone").hidden) { $("gone").hidden = true; follow(); } };
  events.onerror = () => { $("gone").hidden = false; };
}

// What the reader does

function look() {
  document.body.classList.toggle("phone", boxes.phone.checked);
  document.body.classList.toggle("night", boxes.night.checked);
  for (const article of articles.values()) { if (article.dataset.near) { show(article); } else { delete article.dataset.shown; } }
}

function go(step) {
  const all = [...$("cards").children];
  const at = all.indexOf(document.activeElement.closest("article"));
  const top = all.findIndex((one) => one.getBoundingClientRect().bottom > 120);
  const next = all[at < 0 ? Math.max(top, 0) : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
}

$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("input", () => { most = AT_ONCE; draw(); });
$("shown").addEventListener("change", look);
$("more").addEventListener("click", () => { most += AT_ONCE; draw(); });
addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape") { document.activeElement.blur(); }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
  const letters = { a: "anki", p: "paper", f: "flashcard", d: "night", w: "phone" };
  if (event.key === "/") { event.preventDefault(); $("search").focus(); }
  else if (event.key === "j") { go(1); }
  else if (event.key === "k") { go(-1); }
  else if (event.key === "e") { document.activeElement.closest("article")?.querySelector(".place").click(); }
  else if (letters[event.key]) { boxes[letters[event.key]].click(); }
});

follow().then(listen);
