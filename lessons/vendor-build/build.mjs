// Makes the notebook's vendored files anew: npm ci && npm run build. Nobody needs it to use or to build learnc.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const page = "../src/main/resources/learnc/lessons/notebook/page/vendor";
const font = "@fontsource-variable/source-serif-4";
const fonts = { "serif.woff2": "source-serif-4-latin-wght-normal.woff2", "serif-italic.woff2": "source-serif-4-latin-wght-italic.woff2" };

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
const licenceOf = (name) => readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
const sha256 = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/** CodeMirror writes its rules into a style element, which the page's policy forbids; sheets that a script adopts are allowed. */
const adoptStyleSheets = {
  name: "adopt-style-sheets",
  setup(it) {
    it.onLoad({ filter: /style-mod\.js$/ }, ({ path }) => {
      const before = "if (!root.head && root.adoptedStyleSheets";
      const text = readFileSync(path, "utf8");
      if (text.split(before).length !== 2) {
        throw new Error("style-mod has changed: look at how it mounts its rules");
      }
      return { contents: text.replace(before, "if (root.adoptedStyleSheets"), loader: "js" };
    });
  },
};

mkdirSync(page, { recursive: true });

const { metafile } = await build({
  entryPoints: ["codemirror.mjs"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  plugins: [adoptStyleSheets],
  outfile: `${page}/codemirror.js`,
});
const bundled = [...new Set(Object.keys(metafile.inputs).map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean))].sort();
const banner = `/* ${bundled.map((name) => `${name} ${versionOf(name).version}`).join(", ")}: see LICENSES.txt */\n`;
writeFileSync(`${page}/codemirror.js`, banner + readFileSync(`${page}/codemirror.js`, "utf8"));
for (const [ours, theirs] of Object.entries(fonts)) {
  copyFileSync(`node_modules/${font}/files/${theirs}`, `${page}/${ours}`);
}
writeFileSync(`${page}/LICENSES.txt`, [...bundled, font].map((name) => {
  const { version, license } = versionOf(name);
  return `${name} ${version} (${license})\n${"-".repeat(72)}\n${licenceOf(name)}\n`;
}).join("\n"));

// The file that a test compares with what lies there.
const files = ["codemirror.js", "LICENSES.txt", ...Object.keys(fonts)];
writeFileSync(`${page}/SHA256SUMS`, files.map((file) => `${sha256(`${page}/${file}`)}  ${file}`).join("\n") + "\n");
