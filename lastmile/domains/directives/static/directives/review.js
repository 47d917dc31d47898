// One selection, two panes: moving in the list moves the original, and the other way round. Enter E S M D press the buttons that stand
// in the selected row, so that a key does what the button does and nothing else. After each act the server sends the page anew.
(function () {
  "use strict";
  var wide = window.matchMedia("(min-width: 62.01rem)"), gap = -1, keep = null;
  function all(what, from) { return [].slice.call((from || document).querySelectorAll(what)); }
  function one(what, from) { return (from || document).querySelector(what); }
  function page() { return one("main.review"); }
  function centre(pane, el) {
    if (!pane || !el) return;
    if (wide.matches) pane.scrollTop += el.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight * (one(".panel", el) ? 0.06 : 0.36);
    else el.scrollIntoView({ block: "nearest" });
  }
  function current() { return one(".dir.on"); }
  function select(row, quiet) {
    if (!row) return;
    var id = row.id.slice(1);
    all(".dir").forEach(function (r) {
      r.classList.toggle("on", r === row);
      if (r === row) r.setAttribute("aria-current", "true"); else r.removeAttribute("aria-current");
    });
    all(".d").forEach(function (d) { d.classList.toggle("on", d.dataset.n === id); });
    if (!quiet || wide.matches) { centre(one(".list"), row); centre(wide.matches && one(".orig"), one('.d[data-n="' + id + '"]')); }
  }
  function beside(row, step) { var rows = all(".dir"); return rows[rows.indexOf(row) + step]; }
  function stepGap() {
    var marks = all(".gap"), told = all(".gaps li");
    if (!told.length) return;
    gap = (gap + 1) % told.length;
    told.forEach(function (g, k) { g.classList.toggle("on", k === gap); });
    marks.forEach(function (g) { g.classList.toggle("on", g.dataset.s === told[gap].dataset.start); });
    centre(one(".list"), told[gap]); centre(wide.matches && one(".orig"), one(".gap.on"));
  }
  function press(key) {
    var button = current() && one('[data-key="' + key + '"]', current());
    if (button) button.click();
    return !!button;
  }

  // where a point of the original lies in its text, in code points as the server counts
  function place(node, offset) {
    var el = node.nodeType === 3 ? node.parentElement : node, span = el && el.closest("[data-s]");
    if (!span || node.nodeType !== 3) return null;
    return Number(span.dataset.s) + Array.from(node.data.slice(0, offset)).length;
  }
  function offerNew() {
    var form = document.getElementById("new"), chosen = window.getSelection();
    if (!form) return;
    form.hidden = true;
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    var range = chosen.getRangeAt(0), doc = one(".doc");
    if (!doc || !doc.contains(range.commonAncestorContainer)) return;
    var start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    form.elements.start.value = start; form.elements.end.value = end; form.hidden = false;
  }
  function caret(box) {
    var at = Array.from(box.value.slice(0, box.selectionStart)).length, form = box.form, cut = one('input[data-own]', form);
    if (at <= 0 || at >= Array.from(box.value).length) return;
    if (!cut) { cut = document.createElement("input"); cut.type = "radio"; cut.name = "at"; cut.hidden = true; cut.dataset.own = ""; box.after(cut); }
    cut.value = at; cut.checked = true;
  }

  function settle() {
    if (!page()) return;
    all("[data-caret-box]").forEach(function (box) { box.hidden = false; });
    var cover = one(".gaps form.panel"), first = one("[data-first]", cover || one(".dir.on") || document.body);
    if (cover) centre(one(".list"), cover.closest("li"));
    if (first) { first.focus(); if (first.tagName === "TEXTAREA") first.setSelectionRange(first.value.length, first.value.length); }
  }
  function restore() {
    if (!keep || !page()) return;
    one(".list").scrollTop = keep.list; one(".orig").scrollTop = keep.orig;
    var refused = one(".panel .note.bad"), open = refused && refused.closest(".dir");
    var row = open || keep.next && document.getElementById(keep.next) || current() || one(".dir");
    select(row, keep.focus); keep = null; gap = -1;
    if (refused && !open) centre(one(".list"), refused.closest("li"));
    if (!refused) one(".list").focus({ preventScroll: true });
  }

  document.addEventListener("click", function (e) {
    if (!page()) return;
    if (e.target.dataset && e.target.dataset.fill) { document.getElementById(e.target.dataset.fill).value = e.target.dataset.value; return; }
    var d = e.target.closest(".d"), nr = e.target.closest("a.nr"), row = e.target.closest(".dir:not(.on)");
    if (d && window.getSelection().isCollapsed) { e.preventDefault(); select(document.getElementById("r" + d.dataset.n)); }
    else if (nr) { e.preventDefault(); select(nr.closest(".dir")); }
    else if (row) select(row);
    if (e.target.matches("[data-caret]")) caret(e.target);
  });
  document.addEventListener("keyup", function (e) { if (e.target.matches && e.target.matches("[data-caret]")) caret(e.target); });
  document.addEventListener("selectionchange", offerNew);
  document.addEventListener("keydown", function (e) {
    if (!page() || e.ctrlKey || e.metaKey || e.altKey) return;
    var key = e.key.length === 1 ? e.key.toUpperCase() : e.key, typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
    if (key === "Escape" && press("Escape")) return;
    if (typing || (key === "Enter" && e.target.closest("a, button, summary"))) return;
    if (key === "ArrowDown" || key === "ArrowUp") { e.preventDefault(); select(beside(current(), key === "ArrowDown" ? 1 : -1) || current() || one(".dir")); }
    else if (key === "N") stepGap();
    else if (/^(Enter|E|S|M|D)$/.test(key) && press(key)) e.preventDefault();
  });

  // what to look at when the page comes back: after an act in a row the next one that is not decided, after a merge the one before
  document.addEventListener("htmx:beforeRequest", function (e) {
    var row = e.target.closest && e.target.closest(".dir"), path = e.detail.requestConfig.path, rows = all(".dir"), next = null;
    if (!page() || e.detail.requestConfig.verb === "get") return;
    if (row) {
      next = row.id;
      if (/merge$/.test(path)) next = (beside(row, -1) || row).id;
      if (/accept$|[?]dismiss=/.test(path)) {
        var open = rows.slice(rows.indexOf(row) + 1).concat(rows).filter(function (r) { return r !== row && /todo|doubt/.test(r.dataset.state); });
        next = (open[0] || beside(row, 1) || row).id;
      }
    }
    keep = { list: one(".list").scrollTop, orig: one(".orig").scrollTop, next: next };
  });
  document.addEventListener("htmx:afterSettle", function () { restore(); settle(); });

  if (!wide.matches && one(".fold")) one(".fold").open = false;
  select(current() || one('.dir[data-state="todo"], .dir[data-state="doubt"]') || one(".dir"), true);
  settle();
})();
