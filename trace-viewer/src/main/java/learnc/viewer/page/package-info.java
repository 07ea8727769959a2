/// How does a trace become a page that one can walk through?
///
/// The page itself lies in the resources (`page/`): HTML, style sheets, and small ES modules without a build; start there with
/// `main.js`. Here is what brings it to a browser, in two ways: [PageServer] serves it on this machine only, to whom knows a random
/// word; [HtmlWriter] packs page, trace and sources into one file that works from a disk or out of a letter.
///
/// Left out on purpose: everything that understands a trace. That is done in the page, so that both ways show the same.
package learnc.viewer.page;
