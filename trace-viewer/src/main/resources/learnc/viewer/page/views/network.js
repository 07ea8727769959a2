// The network: a picture of who is wired to whom, then links, addresses, routes and rules in words.

import { html } from "../vendor/libraries.js";
import { fieldOf, namesOf, thingsOf } from "../model/things.js";
import { classOf, Name, Sign, Value } from "../ui/value.js";
import { namespaceTitle } from "./picked.js";
import { Topology } from "./topology.js";

const namespaceOf = (it) => it.item.split("/")[0];

export function NetworkView() {
  const [links, addresses, routes, rules] = ["links", "addresses", "routes", "rules"].map(thingsOf);
  if (links.length + rules.length === 0) {
    return html`<p class="empty">No network is known at this moment.</p>`;
  }
  const inodes = [...new Set([...links, ...addresses, ...routes, ...rules].map(namespaceOf))];
  const here = (things, inode) => things.filter((it) => namespaceOf(it) === inode);
  return html`<${Topology} links=${links} addresses=${addresses} routes=${routes} />
    ${inodes.map((inode) => html`<table class="things" key=${inode}>
      <caption>Network namespace ${namespaceTitle("net", inode)}</caption>
      <${Part} title="Links" things=${here(links, inode)} nameOf=${(it) => fieldOf(it, "name")} />
      <${Part} title="Addresses" things=${here(addresses, inode)} nameOf=${(it) => it.item.split("/").slice(2).join("/")} besides=${(it) => linkName(links, it)} />
      <${Part} title="Routes" things=${here(routes, inode)} nameOf=${(it) => it.item.split("/").slice(1).join("/")} />
      <${Part} title="Rules" things=${here(rules, inode)} nameOf=${(it) => it.item.split("/").slice(1).join(" ")} />
    </table>`)}`;
}

const linkName = (links, address) => {
  const link = links.find((it) => it.item === address.item.split("/").slice(0, 2).join("/"));
  return link === undefined ? null : fieldOf(link, "name");
};

function Part({ title, things, nameOf, besides = () => null }) {
  return things.length === 0 ? null : html`<tbody><tr class="part"><td></td><th colspan="2" scope="colgroup">${title}</th></tr>
    ${things.map((it) => html`<tr key=${it.item} class=${classOf(it)}><td class="sign"><${Sign} it=${it} /></td><th scope="row"><${Name} it=${it} text=${nameOf(it)} /></th>
      <td><div class="flow">${besides(it) !== null && html`<span><span class="soft">on</span> <code>${besides(it)}</code></span>`}
        ${namesOf(it).filter((name) => name !== "name" && (it.old?.get(name) || it.now?.get(name))).map((name) => html`<span><span class="soft">${name}</span> <${Value} it=${it} field=${name} /></span>`)}</div></td></tr>`)}</tbody>`;
}
