// Shows HTML that others have written: the rendered lesson, and what cells give out. It is read in a document of its own, where nothing
// runs and nothing is loaded; of that only known elements and attributes are copied.

const SVG = "http://www.w3.org/2000/svg";
const words = (text) => new Set(text.split(" "));
const TAGS = words("a abbr aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var");
const SVG_TAGS = words("svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker linearGradient stop clipPath");
const ATTRIBUTES = words("alt class colspan data-cell data-lang dir height id lang open reversed role rowspan scope span start title type width");
const SVG_ATTRIBUTES = words("class clip-path cx cy d dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight gradientTransform gradientUnits height id letter-spacing marker-end marker-mid marker-start markerHeight markerUnits markerWidth offset opacity orient points preserveAspectRatio r refX refY role rx ry stop-color stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor textLength transform viewBox width x x1 x2 y y1 y2");
/** Their text is not for readers. */
const SILENT = words("script style template noscript iframe object embed head title textarea select math");

/** @param text  of the HTML
 *  @param link  makes of an address what a click on it leads to, or null for plain text
 *  @param isOwn whether the text is the lesson's own, which may use every class and name */
export function safe(text, link = () => null, isOwn = false) {
  const read = new DOMParser().parseFromString(text, "text/html");
  const copy = document.createDocumentFragment();
  read.body.childNodes.forEach((node) => copyInto(copy, node, { link, isOwn }));
  return copy;
}

function copyInto(parent, node, how) {
  if (node.nodeType === Node.TEXT_NODE) {
    parent.append(node.data);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    const isSvg = node.namespaceURI === SVG;
    const name = isSvg ? node.localName : node.localName === "th" && node.textContent.trim() === "" ? "td" : node.localName.toLowerCase();
    const isKnown = (isSvg ? SVG_TAGS : TAGS).has(name);
    if (!isKnown && (isSvg || SILENT.has(name))) {
      return;
    }
    const into = isKnown ? copied(node, name, isSvg, how) : parent;
    node.childNodes.forEach((child) => copyInto(into, child, how));
    isKnown && parent.append(into);
  }
}

function copied(node, name, isSvg, how) {
  const copy = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const { name: attribute, value } of node.attributes) {
    const isKnown = (isSvg ? SVG_ATTRIBUTES : ATTRIBUTES).has(attribute) || /^aria-[a-z]+$/.test(attribute);
    const isOurs = (attribute === "id" || attribute === "data-cell") && !how.isOwn;
    if (isKnown && !isOurs && isHarmless(value)) {
      copy.setAttribute(attribute, value);
    }
  }
  if (name === "a" && !isSvg) {
    takeLink(copy, node.getAttribute("href") ?? "", how);
  }
  if (name === "img" && /^data:image\/(?:png|gif|jpeg|webp|svg\+xml)[;,]/.test(node.getAttribute("src") ?? "")) {
    copy.src = node.getAttribute("src");
  }
  return copy;
}

/** An address may stand in a presentation attribute as `url(…)`: only one inside the picture is let through. */
const isHarmless = (value) => !/url\s*\((?!\s*["']?#)/i.test(value);

function takeLink(copy, address, how) {
  const target = how.link(address);
  if (target !== null) {
    copy.href = target;
    if (!target.startsWith("#")) {
      copy.target = "_blank";
      copy.rel = "noopener noreferrer";
    }
  }
}
