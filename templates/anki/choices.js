// Reorders what is to be shuffled, draws from pools, ticks and opens by keys, shows on the back what was ticked, and takes any
// accepted wording of a typed answer for right.
// Everything reads well without it. Anki reads double braces as fields, so none may stand here.
(function () {
  "use strict";
  // The letters that Anki on the desktop leaves free, neighbours on most keyboards first. Digits, Space, Enter and all other
  // letters are its own, and never reach a card: F, for one, makes a filtered deck.
  var KEYS = "ghjklcnpwxqz";
  var card = document.querySelector(".mq[data-note]:not([data-ready])");
  if (!card) { return; }
  card.setAttribute("data-ready", "");
  var note = card.getAttribute("data-note");
  var isBack = card.classList.contains("mq-back");
  var day = new Date(Date.now() - 4 * 3600 * 1000).toDateString();

  // FNV-1a with a final mix: neighbouring places must get unrelated ranks.
  function rank(text) {
    var hash = 2166136261;
    for (var i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  function shuffle(list) {
    var ranked = Array.prototype.map.call(list.children, function (item, place) {
      var pin = item.getAttribute("data-pin");
      var order = rank(note + "/" + view.salt + "/" + place);
      return [pin === "first" ? 0 : pin === "last" ? 2 : 1, pin ? place : order, item];
    });
    ranked.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    ranked.forEach(function (entry) { list.appendChild(entry[2]); });
  }

  // Of a pool so many options stay as it says, those of the day on which the front was seen: others on another day. How
  // many of them are right is drawn first, evenly within the bounds, so that the number tells nothing.
  function draw(list) {
    var day = note + "/" + view.salt.split("/")[0] + "/";
    var numbers = list.getAttribute("data-draw").split(" ").map(Number);
    var right = numbers[1] + rank(day + "right") % (numbers[2] - numbers[1] + 1);
    var ranked = Array.prototype.map.call(list.children, function (item, place) { return [rank(day + "draw/" + place), item]; });
    ranked.sort(function (a, b) { return a[0] - b[0]; });
    [[true, right], [false, numbers[0] - right]].forEach(function (kind) {
      ranked.filter(function (entry) { return entry[1].classList.contains("mq-key") === kind[0]; })
        .slice(kind[1]).forEach(function (entry) { list.removeChild(entry[1]); });
    });
  }

  // A view of a card: which order its options have, and what is ticked. Where storage is refused or lost, the order
  // depends on note and day alone (which begins at 4 am, like Anki's), so that both sides agree without any.
  function stored() {
    var found = window.mqView;
    try { found = found || JSON.parse(sessionStorage.getItem("mesoquiz")); } catch (refused) { }
    var isView = found && typeof found.salt === "string" && typeof found.count === "number" && Array.isArray(found.ticked);
    return isView ? found : null;
  }
  function store() {
    window.mqView = view;
    try { sessionStorage.setItem("mesoquiz", JSON.stringify(view)); } catch (refused) { }
  }
  function begin() {
    var last = stored();
    // An order of its own only where a back has once found what its front had stored.
    var count = last && last.proven === true ? last.count + 1 : 0;
    return { note: note, salt: count ? day + "/" + count : day, count: count, proven: count > 0, ticked: [] };
  }
  function resume() {
    var last = stored();
    if (!last || last.note !== note) { return { note: note, salt: day, count: 0, proven: false, ticked: [] }; }
    last.proven = true;
    return last;
  }

  var view = isBack ? resume() : begin();
  function all() { return Array.prototype.slice.call(card.querySelectorAll(".mq-choices input")); }
  function item(box) { return box.parentNode.parentNode; }
  all().forEach(function (box, place) { item(box).setAttribute("data-place", place); });
  card.querySelectorAll(".mq-choices[data-draw]").forEach(draw);
  var boxes = all();
  card.querySelectorAll(".mq-shuffled").forEach(shuffle);
  if (view.proven || !isBack) { store(); }
  if (isBack) { solve(); judge(); } else { ask(); }

  function solve() {
    var right = 0, wrong = 0, keys = 0;
    // Of a scale, several steps can be right, and one is ticked.
    var hit = boxes.some(function (box) {
      var place = item(box).getAttribute("data-place");
      return box.type === "radio" && item(box).classList.contains("mq-key") && view.ticked.indexOf(place) >= 0;
    });
    boxes.forEach(function (box) {
      box.checked = view.ticked.indexOf(item(box).getAttribute("data-place")) >= 0;
      var isKey = item(box).classList.contains("mq-key");
      keys += isKey;
      right += box.checked && isKey;
      wrong += box.checked && !isKey;
    });
    // Where the number to tick is told, so many right ones will do, as on paper.
    var list = card.querySelector(".mq-choices.mq-several");
    var asked = Number(list && list.getAttribute("data-expected")) || keys;
    boxes.forEach(function (box) {
      var marks = item(box).classList;
      // Not disabled: browsers grey such boxes out, and what was ticked is hardly seen.
      box.tabIndex = -1;
      box.setAttribute("aria-disabled", "true");
      box.addEventListener("click", function (event) { event.preventDefault(); });
      marks.toggle("mq-ticked", box.checked);
      marks.toggle("mq-missed", view.ticked.length > 0 && !hit && right < asked && marks.contains("mq-key") && !box.checked);
    });
    card.querySelectorAll(".mq-fold").forEach(function (fold) { fold.open = true; });
    card.querySelectorAll(".tappable").forEach(function (target) { target.classList.remove("tappable"); });
    if (list && right + wrong) {
      var isTooMany = list.hasAttribute("data-expected") && right + wrong > asked;
      var score = document.createElement("p");
      score.className = "mq-score";
      score.textContent = (isTooMany ? count("too-many", asked, right + wrong) : count("right", right, asked)) +
        (wrong ? ", " + count("wrong", wrong, "") : "");
      list.parentNode.insertBefore(score, list.nextSibling);
    }
  }

  // Without capitals and accents, with straight apostrophes and single spaces.
  function folded(text) {
    var made = "", signs = text.normalize("NFD").toLowerCase();
    for (var i = 0; i < signs.length; i++) {
      var sign = signs[i];
      if (sign >= "\u0300" && sign <= "\u036f") { continue; }
      if (sign.trim()) { made += sign === "\u2019" ? "'" : sign; }
      else if (made && made[made.length - 1] !== " ") { made += " "; }
    }
    return made.trim();
  }

  // Anki compares with one wording, sign by sign; the answer as it is shown and the others of the author are right, too.
  function judge() {
    var shown = card.querySelector("#typeans"), arrow = card.querySelector("#typearrow");
    if (!shown || !arrow) { return; }
    var typed = "", expected = "", part = shown.firstChild;
    for (; part && part.nodeName !== "BR"; part = part.nextSibling) {
      typed += part.className === "typeMissed" ? "" : part.textContent;
    }
    for (part = arrow.nextSibling; part; part = part.nextSibling) { expected += part.textContent; }
    var answer = card.querySelector(".mq-answer").cloneNode(true), others = answer.querySelector(".mq-accepted");
    if (others) { answer.removeChild(others); }
    var right = [expected, answer.textContent];
    card.querySelectorAll(".mq-accepted span").forEach(function (other) { right.push(other.textContent); });
    var place = typed.trim() ? right.map(folded).indexOf(folded(typed)) : -1;
    if (place < 0) { return; }
    var good = document.createElement("span");
    good.className = "typeGood";
    // As it is written: Anki leaves the accents of what was typed out.
    good.textContent = right[place].trim();
    shown.textContent = "";
    shown.appendChild(good);
  }

  // The words of the card's language are in the style sheet, as JSON.
  function count(name, number, all) {
    var form = new Intl.PluralRules(card.getAttribute("lang")).select(number) === "one" ? "-one" : "-more";
    var word = getComputedStyle(card).getPropertyValue("--mq-" + name + form);
    return word ? filled(filled(JSON.parse(word), number), all) : number + "";
  }
  function filled(text, value) {
    var at = text.indexOf("{}");
    return at < 0 ? text : text.slice(0, at) + value + text.slice(at + 2);
  }

  function ask() {
    card.addEventListener("change", function () {
      view.ticked = boxes.filter(function (box) { return box.checked; }).map(function (box) {
        return item(box).getAttribute("data-place");
      });
      store();
    });
    // A tap or a key on an option ticks it and does not turn the card.
    card.querySelectorAll(".tappable").forEach(function (target) {
      ["click", "touchstart", "touchend", "keydown", "keypress", "keyup"].forEach(function (kind) {
        target.addEventListener(kind, function (event) {
          if (kind.indexOf("key") < 0 || event.key === " " || event.key.indexOf("Arrow") === 0) { event.stopPropagation(); }
        });
      });
    });
    card.querySelectorAll(".mq-fold > summary").forEach(function (summary) { name(summary, 0); });
    [".mq-choices label", ".mq-parts summary"].forEach(function (selector) { card.querySelectorAll(selector).forEach(name); });
    // Anki on the desktop keeps the page from card to card.
    if (!window.mqKeys) {
      window.mqKeys = true;
      document.addEventListener("keydown", press);
    }
  }

  // Only where there is a letter for it.
  function name(target, place) {
    if (KEYS[place]) { target.setAttribute("data-key", KEYS[place].toUpperCase()); }
  }

  function press(event) {
    var front = document.querySelector(".mq-front[data-ready]");
    var typed = event.target.closest && event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea");
    if (!front || typed || event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) { return; }
    var letter = event.key.toUpperCase();
    if (KEYS.toUpperCase().indexOf(letter) < 0) { return; }
    // What is folded is opened first: nobody ticks what is not seen.
    var target = front.querySelector(".mq-fold:not([open]) > summary") ||
      front.querySelector(".mq-choices label[data-key=" + letter + "], .mq-parts summary[data-key=" + letter + "]");
    if (!target) { return; }
    event.preventDefault();
    // A label would take the focus, and then the Space that turns the card.
    (target.querySelector("input") || target).click();
  }
})();
