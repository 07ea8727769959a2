/// What does the browser show of a notebook?
///
/// The page lies in the resources below `learnc/lessons/notebook/page` as modules that a reader can follow: `main.js` says where to
/// start. This package only gives its files out, as one script, so that the page is there at once.
///
/// Left out on purpose: a build step. What is vendored was bundled once (`lessons/vendor-build`), and its hashes are checked.
package learnc.lessons.notebook.page;
