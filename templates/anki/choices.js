// Reorders what is to be shuffled, and shows on the back what was ticked on the front. Everything reads well without it.
// The order is a function of note and day (which begins at 4 am, like Anki's), so both sides agree without any storage.
// Anki reads double braces as fields, so none may stand here.
(function () {
  "use strict";
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
      return [pin === "first" ? 0 : pin === "last" ? 2 : 1, pin ? place : rank(note + "/" + day + "/" + place), item];
    });
    ranked.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    ranked.forEach(function (entry) { list.appendChild(entry[2]); });
  }

  // What was ticked is a luxury: where storage is refused or lost, the back only shows what is right.
  function remember(places) {
    window.mqTicked = [note, places];
    try { sessionStorage.setItem("mesoquiz", JSON.stringify([note, places])); } catch (refused) { }
  }
  function recall() {
    var kept = window.mqTicked;
    try { kept = kept || JSON.parse(sessionStorage.getItem("mesoquiz")); } catch (refused) { }
    return kept && kept[0] === note ? kept[1] : [];
  }

  var boxes = Array.prototype.slice.call(card.querySelectorAll(".mq-choices input"));
  function item(box) { return box.parentNode.parentNode; }
  boxes.forEach(function (box, place) { item(box).setAttribute("data-place", place); });
  card.querySelectorAll(".mq-shuffled").forEach(shuffle);
  if (isBack) {
    var ticked = recall();
    boxes.forEach(function (box) {
      var marks = item(box).classList;
      box.checked = ticked.indexOf(item(box).getAttribute("data-place")) >= 0;
      // Not disabled: browsers grey such boxes out, and what was ticked is hardly seen.
      box.tabIndex = -1;
      box.setAttribute("aria-disabled", "true");
      box.addEventListener("click", function (event) { event.preventDefault(); });
      marks.toggle("mq-ticked", box.checked);
      marks.toggle("mq-missed", ticked.length > 0 && marks.contains("mq-key") && !box.checked);
    });
    card.querySelectorAll(".tappable").forEach(function (target) { target.classList.remove("tappable"); });
    return;
  }
  remember([]);
  card.addEventListener("change", function () {
    remember(boxes.filter(function (box) { return box.checked; }).map(function (box) {
      return item(box).getAttribute("data-place");
    }));
  });
  // A tap or a key on an option ticks it and does not turn the card.
  card.querySelectorAll(".tappable").forEach(function (target) {
    ["click", "touchstart", "touchend", "keydown", "keypress", "keyup"].forEach(function (kind) {
      target.addEventListener(kind, function (event) {
        if (kind.indexOf("key") < 0 || event.key === " " || event.key.indexOf("Arrow") === 0) { event.stopPropagation(); }
      });
    });
  });
})();
