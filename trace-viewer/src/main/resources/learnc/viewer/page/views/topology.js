// The picture of the network: a box for each network namespace, in it its links; lines for cables between boxes and for ports of a
// bridge. The same picture can be saved as SVG or PNG.

import { html } from "../vendor/libraries.js";
import { fieldOf } from "../model/things.js";
import { MARKS } from "../ui/marks.js";
import { namespaceTitle } from "./picked.js";

const WIDTH = 640;
const PAD = 12;
const NODE = { width: 142, line: 15, gap: 14 };
const TITLE = 26;
const BETWEEN_BOXES = 46;
const CHARACTER_PIXELS = 6.7;

const namespaceOf = (it) => it.item.split("/")[0];

/** Boxes and lines with their places: containers above, the namespace with the bridge at the bottom. */
export function layoutOf({ links, addresses, routes }) {
  const inodes = [...new Set(links.map(namespaceOf))];
  const isHost = (inode) => links.some((it) => namespaceOf(it) === inode && fieldOf(it, "kind") === "bridge");
  inodes.sort((one, other) => isHost(one) - isHost(other));
  const nodes = new Map();
  const boxes = [];
  let y = PAD;
  for (const inode of inodes) {
    const box = boxOf(inode, links.filter((it) => namespaceOf(it) === inode), { addresses, routes }, y, nodes);
    boxes.push(box);
    y += box.height + BETWEEN_BOXES;
  }
  return { boxes, nodes: [...nodes.values()], lines: linesOf(links, nodes), height: Math.max(PAD * 2, y - BETWEEN_BOXES + PAD) };
}

function boxOf(inode, links, { addresses, routes }, top, nodes) {
  const perRow = Math.floor((WIDTH - 4 * PAD + NODE.gap) / (NODE.width + NODE.gap));
  const textsOf = (it) => [
    [fieldOf(it, "kind"), fieldOf(it, "state").toLowerCase()].filter(Boolean).join(" · "),
    ...addresses.filter((address) => address.item.startsWith(`${it.item}/`)).map((address) => address.item.split("/").slice(2).join("/")),
  ].filter(Boolean);
  // A bridge stands right below its ports, so that the lines to them are short.
  const bridges = links.filter((it) => fieldOf(it, "kind") === "bridge");
  const ports = links.filter((it) => fieldOf(it, "master") !== "");
  const others = links.filter((it) => !bridges.includes(it) && !ports.includes(it)).sort((one, other) => rank(one) - rank(other));
  // With a single port the rest fits beside it.
  const groups = ports.length + others.length <= perRow ? [[...ports, ...others], bridges] : [ports, bridges, others];
  const rows = groups.flatMap((group) => Array.from({ length: Math.ceil(group.length / perRow) }, (_, row) => group.slice(row * perRow, (row + 1) * perRow)));
  let y = top + TITLE;
  for (const row of rows) {
    const height = Math.max(...row.map((it) => 2 + textsOf(it).length)) * NODE.line + 2;
    row.forEach((it, column) => nodes.set(it.item, { it, name: fieldOf(it, "name") || it.item, texts: textsOf(it), x: 2 * PAD + column * (NODE.width + NODE.gap), y, width: NODE.width, height }));
    y += height + NODE.gap + (row.some((it) => fieldOf(it, "master") !== "") ? NODE.gap : 0);
  }
  const gateways = routes.filter((route) => namespaceOf(route) === inode && fieldOf(route, "via") !== "")
    .map((route) => `${route.item.split("/").slice(1).join("/")} via ${fieldOf(route, "via")}`);
  return { inode, title: namespaceTitle("net", inode), note: gateways.join(", "), x: PAD, y: top, width: WIDTH - 2 * PAD, height: y - top + (gateways.length > 0 ? NODE.line : 0) };
}

/** Ends of cables stand first, so that their lines are straight; the loopback stands last. */
const rank = (it) => (fieldOf(it, "peer") !== "" ? 0 : fieldOf(it, "name") === "lo" ? 2 : 1);

function linesOf(links, nodes) {
  const lines = [];
  for (const it of links) {
    const [peer, master] = [nodes.get(fieldOf(it, "peer")), nodes.get(masterItem(it))];
    if (peer !== undefined && it.item < peer.it.item) {
      lines.push(lineOf(nodes.get(it.item), peer, "veth pair", "cable"));
    }
    if (master !== undefined) {
      lines.push(lineOf(nodes.get(it.item), master, "port of", "port"));
    }
  }
  return lines;
}

/** A master is told by its number within the same namespace, or in full. */
function masterItem(it) {
  const master = fieldOf(it, "master");
  return master.includes("/") ? master : `${namespaceOf(it)}/${master}`;
}

function lineOf(one, other, label, kind) {
  const [upper, lower] = one.y <= other.y ? [one, other] : [other, one];
  const [x1, x2] = [upper.x + upper.width / 2, lower.x + lower.width / 2];
  if (upper.y === lower.y) {
    const [left, right] = upper.x < lower.x ? [upper, lower] : [lower, upper];
    return { label, kind, x1: left.x + left.width, y1: left.y + left.height / 2, x2: right.x, y2: right.y + right.height / 2 };
  }
  return { label, kind, x1, y1: upper.y + upper.height, x2, y2: lower.y };
}

const COLORS = { added: "var(--added)", changed: "var(--changed)", removed: "var(--removed)" };
const cut = (text, pixels) => (text.length * CHARACTER_PIXELS <= pixels ? text : `${text.slice(0, Math.floor(pixels / CHARACTER_PIXELS) - 1)}…`);

export function Topology({ links, addresses, routes }) {
  if (links.length === 0) {
    return null;
  }
  const { boxes, nodes, lines, height } = layoutOf({ links, addresses, routes });
  return html`<figure class="topology">
    <svg id="topology" viewBox=${`0 0 ${WIDTH} ${height}`} role="img" aria-label=${described(boxes, nodes, lines)} font-family="var(--mono)" font-size="11">
      ${boxes.map((box) => html`<g key=${box.inode}><rect x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx="6" fill="var(--raised)" stroke="var(--line-strong)" />
</g>`)}
      ${lines.map((line) => html`<${Line} line=${line} />`)}
      ${boxes.map((box) => html`<g key=${box.inode} fill="var(--ink-soft)" stroke="var(--raised)" stroke-width="5" paint-order="stroke"><text x=${box.x + 10} y=${box.y + 17}>${cut(`net ${box.title}`, box.width - 20)}</text>
        ${box.note !== "" && html`<text x=${box.x + box.width - 12} y=${box.y + box.height - 8} text-anchor="end">${cut(box.note, box.width - 24)}</text>`}</g>`)}
      ${nodes.map((node) => html`<${Node} key=${node.it.item} node=${node} />`)}
    </svg>
  </figure>`;
}

function Line({ line }) {
  const [x, y] = [(line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2];
  const width = line.label.length * CHARACTER_PIXELS;
  return html`<g><line x1=${line.x1} y1=${line.y1} x2=${line.x2} y2=${line.y2} stroke="var(--ink)" stroke-width="1.5" stroke-dasharray=${line.kind === "port" ? "3 3" : undefined} />
    ${Math.abs(line.y2 - line.y1) > NODE.line && html`<rect x=${x - width / 2 - 4} y=${y - 8} width=${width + 8} height="16" rx="3" fill="var(--paper)" stroke="var(--line)" />
    <text x=${x} y=${y + 4} text-anchor="middle" fill="var(--ink)">${line.label}</text>`}</g>`;
}

function Node({ node }) {
  const { it, x, y, width, height } = node;
  const color = it.kind === null ? "var(--line-strong)" : COLORS[it.kind];
  const name = it.kind === null ? node.name : `${MARKS[it.kind]} ${node.name}`;
  return html`<g><rect x=${x} y=${y} width=${width} height=${height} rx="4" fill="var(--paper)" stroke=${color} stroke-width=${it.kind === null ? 1 : 2} stroke-dasharray=${it.kind === "removed" ? "4 3" : undefined} />
    <text x=${x + 8} y=${y + 17} font-weight="700" fill=${it.kind === null ? "var(--ink)" : color}>${cut(name, width - 12)}</text>
    ${node.texts.map((text, line) => html`<text x=${x + 8} y=${y + 17 + (line + 1) * NODE.line} fill="var(--ink-soft)">${cut(text, width - 12)}</text>`)}</g>`;
}

/** The picture in words. */
function described(boxes, nodes, lines) {
  const namesIn = (inode) => nodes.filter((node) => node.it.item.startsWith(`${inode}/`)).map((node) => node.name).join(", ");
  return `${boxes.length} network namespaces. ${boxes.map((box) => `${box.title}: ${namesIn(box.inode)}.`).join(" ")} ${lines.filter((line) => line.kind === "cable").length} cables between them.`;
}
