// Forms: nothing goes twice, a file shows how far it is, and a lost line keeps what was typed. Also the few switches of the head.
// Everything listens on the document, so that what htmx puts in later needs no wiring.
(function () {
  "use strict";
  function says(name) { return document.body.getAttribute("data-" + name) || ""; }
  function one(what, from) { return (from || document).querySelector(what); }
  function formOf(e) { var el = e.detail && e.detail.elt || e.target; return el && (el.form || el.closest && el.closest("form")); }

  // a form that goes by itself (without htmx) goes once
  document.addEventListener("submit", function (e) {
    var form = e.target;
    if (form.hasAttribute("hx-post")) return;
    if (form.dataset.gone) { e.preventDefault(); return; }
    if ((form.method || "get") === "post") { form.dataset.gone = "1"; form.setAttribute("aria-busy", "true"); }
  });
  window.addEventListener("pageshow", function () {
    [].forEach.call(document.querySelectorAll("form[data-gone]"), function (f) { delete f.dataset.gone; f.removeAttribute("aria-busy"); });
  });

  // by htmx: progress, and words when the line is lost
  function sending(form, words, part) {
    var box = form && one(".sending", form);
    if (!box) return;
    box.hidden = !words;
    if (words) { one("p", box).textContent = words; one("progress", box).value = part || 0; }
  }
  function lost(e) {
    var form = formOf(e), box = form && one(".lost", form), near = document.getElementById("notice");
    sending(form, "");
    if (box) { box.hidden = false; one("p", box).textContent = says("lost"); }
    else if (near) {
      var note = document.createElement("div"); note.className = "note bad"; note.setAttribute("role", "alert"); note.textContent = says("lost");
      near.replaceChildren(note);
    }
  }
  document.addEventListener("htmx:beforeRequest", function (e) {
    var form = formOf(e), box = form && one(".lost", form);
    if (box) box.hidden = true;
    if (form) window.setTimeout(function () { if (form.classList.contains("htmx-request")) sending(form, says("busy"), 0); }, 300);
  });
  document.addEventListener("htmx:xhr:progress", function (e) {
    if (!e.detail.lengthComputable || !e.detail.total) return;
    var part = e.detail.loaded / e.detail.total;
    sending(formOf(e), part < 1 ? says("sent") + " " + Math.round(part * 100) + "%" : says("busy"), part);
  });
  document.addEventListener("htmx:afterRequest", function (e) { sending(formOf(e), ""); });
  ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"].forEach(function (name) { document.addEventListener(name, lost); });
  document.addEventListener("htmx:afterSwap", function (e) {
    var bad = e.detail.target && e.detail.target.id === "main" && one("#main [aria-invalid], #main .note.bad");
    if (bad && bad.focus) { if (!bad.matches("input, select, textarea")) bad.tabIndex = -1; bad.focus(); }
  });

  // files that are too big together are told before they travel; the server says the same
  document.addEventListener("change", function (e) {
    var box = e.target, most = box.matches && box.matches('input[type="file"][data-most]') && Number(box.dataset.most);
    if (!most) return;
    var all = [].reduce.call(box.files, function (sum, file) { return sum + file.size; }, 0);
    box.setCustomValidity(all > most ? box.dataset.big : "");
    if (all > most) box.reportValidity();
  });
  // what is shown once is marked as a whole, to be copied
  document.addEventListener("focusin", function (e) { if (e.target.matches("[data-select]")) e.target.select(); });

  // a page is left with something typed and not sent: ask
  var typed = false;
  document.addEventListener("input", function (e) { if (e.target.closest && e.target.closest('form.form[method="post"]')) typed = true; });
  document.addEventListener("submit", function () { typed = false; });
  document.addEventListener("htmx:beforeRequest", function (e) { if (e.detail.requestConfig.verb === "post") typed = false; });
  window.addEventListener("beforeunload", function (e) { if (typed) e.preventDefault(); });

  // the unit picker asks by what is typed, whatever the field is called
  document.addEventListener("htmx:configRequest", function (e) {
    if (e.detail.elt.matches('input[list]')) e.detail.parameters = { q: e.detail.elt.value };
  });

  document.addEventListener("click", function (e) {
    var el = e.target.closest("[data-print], [data-close], [data-theme-switch], [data-add-row]");
    if (!el) { closeOthers(e.target); return; }
    if (el.hasAttribute("data-print")) window.print();
    if (el.hasAttribute("data-close")) { var box = el.closest("details"); box.open = false; one("summary", box).focus(); }
    if (el.hasAttribute("data-theme-switch")) switchTheme();
    if (el.hasAttribute("data-add-row")) addRow(el.closest("[data-rows]"));
  });
  function closeOthers(target) {
    [].forEach.call(document.querySelectorAll("details.me[open], details.confirm[open]"), function (d) { if (!d.contains(target)) d.open = false; });
  }
  document.addEventListener("keydown", function (e) {
    var open = e.key === "Escape" && one("details.me[open], details.confirm[open]");
    if (open) { open.open = false; one("summary", open).focus(); }
    if (e.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && one("#q")) { e.preventDefault(); one("#q").focus(); }
  });
  function switchTheme() {
    var root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = "theme=" + root.dataset.theme + ";path=/;max-age=31536000;samesite=lax";
  }
  function addRow(box) {
    var body = one("tbody", box), n = body.rows.length;
    body.insertAdjacentHTML("beforeend", one("template", box).innerHTML.replace(/__n__/g, n));
    if (window.htmx) window.htmx.process(body.lastElementChild);
    one("input, select, textarea", body.lastElementChild).focus();
  }
  [].forEach.call(document.querySelectorAll("[data-theme-switch], [data-add-row]"), function (b) { b.hidden = false; });
  document.addEventListener("htmx:afterSwap", function () {
    [].forEach.call(document.querySelectorAll("[data-add-row]"), function (b) { b.hidden = false; });
  });
})();
