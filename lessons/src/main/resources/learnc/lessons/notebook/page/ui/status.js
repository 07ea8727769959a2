// How a cell went: a picture and a word, and for how long it has been going on.

import { html, useEffect, useState } from "../viewer/vendor/libraries.js";
import { machine } from "../model/app.js";
import { kill } from "../model/running.js";
import { Icon } from "./icons.js";
import { command } from "./moving.js";
import { STATUS, STATUS_MEANS, duration } from "./words.js";

const TICK_MILLISECONDS = 1000;
const LONG_SECONDS = 3;
const STUBBORN_SECONDS = 10;

export function Status({ cell }) {
  const status = cell.status.value;
  const time = status === "running" ? "" : duration(cell.milliseconds.value);
  const count = cell.count.value;
  return html`<span class=${`status ${status}`} title=${STATUS_MEANS[status]}><${Icon} name=${status} /><span>${STATUS[status]}</span>
    ${count !== null && status !== "never" && html`<span class="count" title="how manieth run of this machine">[${count}]</span>`}
    ${time !== "" && html`<span class="time">${time}</span>`}</span>`;
}

/** What can be done about a cell that does not end. */
export function Running({ cell }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((before) => before + 1), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  const { slow, stubborn, asked, cell: which, since } = machine.value;
  const seconds = Math.max(0, Math.floor((Date.now() - (which === cell.id ? since : cell.since.value)) / 1000));
  const end = () => {
    kill();
    command(cell.id);
  };
  const isStubborn = stubborn || (asked && seconds > STUBBORN_SECONDS);
  return html`<div class="running-bar">
    <span>${seconds < LONG_SECONDS && !slow ? "running …" : isStubborn ? `does not stop, ${seconds} s` : `still running, ${seconds} s`}</span>
    ${(isStubborn || slow || seconds >= STUBBORN_SECONDS || asked) && html`<button class="small danger" onClick=${end}
      title="Ends its machine: variables are lost, what is written is not"><${Icon} name="kill" />Kill</button>`}
  </div>`;
}
