// What is only shown: typographic apostrophes, no line that ends inside `4 mm`, and the version since which a note is as
// it is. Fields keep the signs that students type into a search. Anki reads double braces as fields, so none may stand
// here.
(function () {
  "use strict";
  var card = document.querySelector(".mq:not([data-read])");
  if (!card) { return; }
  card.setAttribute("data-read", "");

  function isLetter(sign) { return !!sign && sign.toLowerCase() !== sign.toUpperCase(); }
  function follows(sign) { return isLetter(sign) || sign === "«" || (sign >= "0" && sign <= "9"); }
  // What ends a text is a quote, but for a word that has lost its last letter to the next one: l', qu'.
  function isElided(text, end) {
    var last = text[end - 1].toLowerCase(), before = (text[end - 2] || "").toLowerCase();
    return last === "u" ? before === "q" : "cdjlmnst".indexOf(last) >= 0 && !isLetter(before);
  }
  // What a number stays with: a word as short as a unit, or more digits.
  function isDigit(sign) { return sign >= "0" && sign <= "9"; }
  function ends(sign) { return sign === undefined || " \t\n\u00a0\u202f.,;:!?()/".indexOf(sign) >= 0; }
  // Whether a number goes on at this place of a text, by three digits or a unit of at most three letters.
  function goesOn(text, at) {
    for (var end = at; end < at + 3 && !isDigit(text[end]) && (text[end] === "/" || !ends(text[end])); end++) {
      if (ends(text[end + 1])) { return true; }
    }
    return isDigit(text[at]) && isDigit(text[at + 1]) && isDigit(text[at + 2]) && ends(text[at + 3]);
  }
  // Formulas that MathJax has yet to set are left alone. One that is not closed is looked for once.
  function typeset(text) {
    var closing = { "(": "\\)", "[": "\\]" }, ends = {}, made = "", start = 0;
    for (var i = 0; i < text.length; i++) {
      var opened = text[i] === "\\" && closing[text[i + 1]];
      if (opened && ends[opened] !== -1) {
        ends[opened] = text.indexOf(opened, i + 2);
        i = ends[opened] < 0 ? i : ends[opened] + 1;
      } else if (text[i] === "'" && isLetter(text[i - 1]) && (text[i + 1] ? follows(text[i + 1]) : isElided(text, i))) {
        made += text.slice(start, i) + apostrophe;
        start = i + 1;
      } else if (text[i] === " " && isDigit(text[i - 1]) && goesOn(text, i + 1)) {
        made += text.slice(start, i) + "\u00a0";
        start = i + 1;
      }
    }
    return made + text.slice(start);
  }

  // The words of the card's language are in the style sheet, as JSON.
  function word(name) {
    var found = getComputedStyle(card).getPropertyValue("--mq-" + name);
    return found ? JSON.parse(found) : "";
  }

  function filled(text, value) {
    var at = text.indexOf("{}");
    return at < 0 ? text : text.slice(0, at) + value + text.slice(at + 2);
  }

  var apostrophe = card.getAttribute("lang").indexOf("-x-plain") < 0 ? word("apostrophe") : "";
  if (apostrophe) {
    var walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentNode.closest("code, pre, script, mjx-container, #err, .mq-about")) { continue; }
      node.data = typeset(node.data);
    }
  }

  var about = card.querySelector(".mq-about");
  var mark = " mesoquiz::version::";
  var tags = about ? " " + about.querySelector(".mq-tags").textContent + " " : "";
  var place = tags.indexOf(mark);
  if (place < 0) { return; }
  var version = tags.slice(place + mark.length, tags.indexOf(" ", place + mark.length));
  about.querySelector(".mq-version").textContent = filled(word("version"), version);
  var report = about.querySelector(".mq-report");
  if (!report) { return; }
  var rest = report.getAttribute("data-report"), address = "";
  for (var at = rest.indexOf("{version}"); at >= 0; at = rest.indexOf("{version}")) {
    address += rest.slice(0, at) + encodeURIComponent(version);
    rest = rest.slice(at + "{version}".length);
  }
  report.href = address + rest;
})();
