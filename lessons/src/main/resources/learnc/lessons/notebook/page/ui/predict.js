// A question before a cell: what will happen? The answer is only for the reader, who is told at once how it was.

import { html, useState } from "../viewer/vendor/libraries.js";
import { predict } from "../model/running.js";
import { Icon } from "./icons.js";

/** Words between backticks are code, as in the lesson's prose. */
const words = (text) => text.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));

export function Predict({ cell }) {
  const question = cell.predict.value ?? {};
  const choices = question.choices ?? [];
  const answered = question.answer === undefined ? null : question;
  const [answer, setAnswer] = useState(answered?.answer ?? "");
  const send = (submit) => {
    submit.preventDefault();
    answer.trim() !== "" && predict(cell, answer);
  };
  return html`<form class="question" onSubmit=${send}>
    <fieldset>
      <legend><${Icon} name="question" /><span>${words(question.question ?? cell.source.value)}</span></legend>
      ${choices.map((choice) => html`<label class="choice"><input type="radio" name=${`predict-${cell.id}`} value=${choice} checked=${answer === choice} onChange=${() => setAnswer(choice)} /><span>${words(choice)}</span></label>`)}
      ${choices.length === 0 && html`<input class="field" aria-label="Your prediction" autocomplete="off" value=${answer} onInput=${(input) => setAnswer(input.target.value)} />`}
      <button class="small" disabled=${answer.trim() === ""}>Predict</button>
    </fieldset>
    ${answered !== null && html`<p class=${answered.right ? "answer right" : "answer wrong"}><${Icon} name=${answered.right ? "ok" : "error"} /><span><b>${answered.right ? "Right." : "Not so."}</b> ${words(answered.text ?? "")}</span></p>`}
  </form>`;
}
