"use strict";
// What was fetched into a part of the page is where the reader goes on.
document.addEventListener("htmx:afterSwap", function (event) {
  var target = event.detail.target;
  if (target && target.hasAttribute("tabindex")) target.focus({ preventScroll: false });
});
// A part that could not be fetched (the session is over, say) is told by the whole page in its place.
document.addEventListener("htmx:responseError", function (event) {
  var link = event.detail.elt;
  if (link && link.href) window.location.assign(link.href);
});
document.addEventListener("htmx:beforeSwap", function (event) {
  if (new URL(event.detail.xhr.responseURL).pathname === "/sign-in") {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});
