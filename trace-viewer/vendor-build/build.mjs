// Makes the page's vendored libraries anew: npm ci && npm run build. Nobody needs it to use or to build learnc.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const page = "../src/main/resources/learnc/viewer/page/vendor";
const tests = "../src/test/resources/learnc/viewer/vendor";
const libraries = ["preact", "@preact/signals", "@preact/signals-core", "htm"];

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
const sha256 = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
const licenceOf = (name) => readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();

mkdirSync(page, { recursive: true });
mkdirSync(tests, { recursive: true });

await build({
  entryPoints: ["libraries.mjs"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  outfile: `${page}/libraries.js`,
  banner: { js: `/* ${libraries.map((name) => `${name} ${versionOf(name).version}`).join(", ")}: see LICENSES.txt */` },
});
writeFileSync(`${page}/LICENSES.txt`, libraries.map((name) => {
  const { version, license } = versionOf(name);
  return `${name} ${version} (${license})\n${"-".repeat(72)}\n${licenceOf(name)}\n`;
}).join("\n"));
copyFileSync("node_modules/axe-core/axe.min.js", `${tests}/axe.min.js`);
writeFileSync(`${tests}/LICENSE-axe-core.txt`, `axe-core ${versionOf("axe-core").version}\n\n${readFileSync("node_modules/axe-core/LICENSE", "utf8")}`);

// The file that a test compares with what lies there.
const table = (folder, files) => files.map((file) => `${sha256(`${folder}/${file}`)}  ${file}`).join("\n") + "\n";
writeFileSync(`${page}/SHA256SUMS`, table(page, ["libraries.js", "LICENSES.txt"]));
writeFileSync(`${tests}/SHA256SUMS`, table(tests, ["axe.min.js", "LICENSE-axe-core.txt"]));
