// Puts crosses on a picture where it is tapped, keeps them on the back, and tells which of them are in a zone. Nothing is
// stored: where a client makes a new page of the back, it shows the zones alone. Reads well without it. Anki reads double
// braces as fields, so none may stand here.
(function () {
  "use strict";
  var card = document.querySelector(".mq[data-note]:not([data-pointed])");
  if (!card) { return; }
  card.setAttribute("data-pointed", "");
  var picture = card.querySelector(".mq-point");
  var image = picture && picture.querySelector("img");
  if (!image) { return; }
  var note = card.getAttribute("data-note");
  var most = parseInt(picture.getAttribute("data-crosses"), 10) || 1;
  var kept = window.mqCrosses;
  if (card.classList.contains("mq-back")) { judge(kept && kept.note === note ? kept.places : []); } else { ask(); }

  // In percent of the picture, as the zones are.
  function draw(place) {
    var cross = document.createElement("i");
    cross.className = "mq-cross";
    cross.style.left = place[0] + "%";
    cross.style.top = place[1] + "%";
    picture.appendChild(cross);
  }
  function within(value, size) { return size ? Math.min(100, Math.max(0, 100 * value / size)) : 0; }

  function ask() {
    var places = [];
    window.mqCrosses = { note: note, places: places };
    picture.addEventListener("click", function (event) {
      var drawn = Array.prototype.slice.call(picture.querySelectorAll(".mq-cross"));
      // A tap on one of several crosses takes it away; one more than asked for takes the first one away.
      var tapped = most > 1 ? drawn.indexOf(event.target) : -1;
      var gone = tapped < 0 && drawn.length === most ? 0 : tapped;
      if (gone >= 0) {
        picture.removeChild(drawn[gone]);
        places.splice(gone, 1);
      }
      if (tapped >= 0) { return; }
      var edge = image.getBoundingClientRect();
      var place = [within(event.clientX - edge.left, edge.width), within(event.clientY - edge.top, edge.height)];
      places.push(place);
      draw(place);
    });
  }

  // The edges of a zone belong to it, as they do on paper; a zone is met once.
  function judge(places) {
    var right = 0, wrong = 0, met = [];
    var zones = Array.prototype.map.call(picture.querySelectorAll(".mq-zone"), function (zone) {
      return [zone.style.left, zone.style.top, zone.style.width, zone.style.height].map(parseFloat);
    });
    places.forEach(function (place) {
      var found = -1, free = -1;
      zones.forEach(function (zone, number) {
        var across = place[0] - zone[0], down = place[1] - zone[1];
        if (across < 0 || across > zone[2] || down < 0 || down > zone[3]) { return; }
        found = number;
        if (met.indexOf(number) < 0) { free = number; }
      });
      if (free >= 0) { met.push(free); }
      right += free >= 0;
      wrong += found < 0;
      draw(place);
    });
    if (!places.length) { return; }
    var score = document.createElement("p");
    score.className = "mq-score";
    score.textContent = count("right", right, most) + (wrong ? ", " + count("wrong", wrong, "") : "");
    picture.parentNode.insertBefore(score, picture.nextSibling);
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
})();
