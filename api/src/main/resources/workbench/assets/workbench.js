"use strict";
// What was fetched into a part of the page is where the reader goes on.
document.addEventListener("htmx:afterSwap", function (event) {
  var target = event.detail.target;
  if (target && target.hasAttribute("tabindex")) target.focus({ preventScroll: false });
});
// A part that renews itself leaves the focus where it is. htmx finds the same element again by its id; if that has gone, reading goes on
// from the beginning of the content.
var held = null;
document.addEventListener("htmx:beforeSwap", function (event) {
  var target = event.detail.target;
  held = target && target.hasAttribute("data-live") && target.contains(document.activeElement) ? target.id : null;
});
document.addEventListener("htmx:afterSettle", function () {
  if (held && document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
  held = null;
});
["htmx:responseError", "htmx:sendError"].forEach(function (failure) {
  document.addEventListener(failure, function (event) {
    var told = event.detail.elt.hasAttribute("data-live") && event.detail.elt.querySelector(".live-failed");
    if (told) told.textContent = told.getAttribute("data-told");
  });
});
document.addEventListener("htmx:afterRequest", function (event) {
  var told = event.detail.successful && event.detail.elt.hasAttribute("data-live") && event.detail.elt.querySelector(".live-failed");
  if (told) told.textContent = "";
});
// A part that could not be fetched (the session is over, say) is told by the whole page in its place.
document.addEventListener("htmx:responseError", function (event) {
  var link = event.detail.elt;
  if (link && link.href) window.location.assign(link.href);
});
document.addEventListener("htmx:beforeSwap", function (event) {
  if (new URL(event.detail.xhr.responseURL).pathname === "/sign-in") {
    event.detail.shouldSwap = false;
    // Where something may have been typed, it stays: the part says that it knows no more.
    var told = event.detail.elt.hasAttribute("data-typing") && event.detail.elt.querySelector(".live-failed");
    if (told) told.textContent = told.getAttribute("data-told");
    else window.location.reload();
  }
});
// Keys of the queue and of a case. Nothing happens while somebody types, and none of them stands in for one of the browser's own.
document.addEventListener("keydown", function (event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  var at = document.activeElement;
  var typing = at && (at.tagName === "TEXTAREA" || at.tagName === "SELECT" || (at.tagName === "INPUT" && at.type !== "radio" && at.type !== "checkbox"));
  if (typing) return;
  var rows = Array.prototype.slice.call(document.querySelectorAll("a[data-go]"));
  if (rows.length && (event.key === "j" || event.key === "k")) {
    var place = rows.indexOf(at) + (event.key === "j" ? 1 : -1);
    rows[Math.max(0, Math.min(rows.length - 1, place))].focus();
    event.preventDefault();
    return;
  }
  if (/^[1-9]$/.test(event.key)) {
    var option = document.querySelector('input[data-digit="' + event.key + '"]');
    if (option) {
      option.click();
      option.focus();
      event.preventDefault();
    }
    return;
  }
  if (!/^[a-z]$/.test(event.key)) return;
  var target = document.querySelector('[data-key="' + event.key + '"]');
  if (!target) return;
  event.preventDefault();
  if (target.tagName === "INPUT") target.focus();
  else target.click();
});
// The queue begins at its first case, so that Enter opens it.
document.addEventListener("DOMContentLoaded", function () {
  var first = document.querySelector("a[data-go]");
  if (first && (document.activeElement === document.body || document.activeElement === null)) first.focus();
});
