// What is only shown: typographic apostrophes, and the version since which a note is as it is. Fields keep the straight
// apostrophe that students type into a search. Anki reads double braces as fields, so none may stand here.
(function () {
  "use strict";
  var card = document.querySelector(".mq:not([data-read])");
  if (!card) { return; }
  card.setAttribute("data-read", "");

  // Code and formulas are left alone, also those that MathJax has yet to set.
  var APOSTROPHE = /\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]|([a-zà-öø-ÿœ])'(?=[a-zà-öø-ÿœ0-9«]|$)/gi;
  if (card.getAttribute("lang") === "fr") {
    var walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.indexOf("'") < 0 || node.parentNode.closest("code, pre, mjx-container, #err")) { continue; }
      node.data = node.data.replace(APOSTROPHE, function (found, letter) { return letter ? letter + "\u2019" : found; });
    }
  }

  var about = card.querySelector(".mq-about");
  if (!about) { return; }
  var tag = /(?:^|\s)mesoquiz::version::(\S+)/.exec(about.querySelector(".mq-tags").textContent);
  about.querySelector(".mq-version").textContent = tag ? "version " + tag[1] : "";
  var report = about.querySelector(".mq-report");
  if (tag && report) {
    report.href = report.getAttribute("data-report").split("{version}").join(encodeURIComponent(tag[1]));
  }
})();
