// Numbers about every event, side by side in arrays that grow: what a list of a million rows needs without reading a line.

class Column {
  #numbers;

  constructor(type) {
    this.#numbers = new type(1024);
  }

  at(index) {
    return this.#numbers[index];
  }

  set(index, value) {
    if (index >= this.#numbers.length) {
      const longer = new this.#numbers.constructor(index * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[index] = value;
  }
}

/** Words by number, and numbers by word. */
export class Words {
  #numbers = new Map();
  list = [];

  number(word) {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.list.push(word) - 1;
      this.#numbers.set(word, number);
    }
    return number;
  }
}

export class Columns {
  count = 0;
  line = new Column(Uint32Array);
  sequence = new Column(Float64Array);
  start = new Column(Float64Array);
  duration = new Column(Float64Array);
  stage = new Column(Uint16Array);
  systemCall = new Column(Uint16Array);
  changes = new Column(Uint16Array);
  /** Without open files, of which nearly every second call opens or closes one. */
  weighty = new Column(Uint16Array);
  isRefused = new Column(Uint8Array);
  stages = new Words();
  systemCalls = new Words();

  add(line, event) {
    const index = this.count++;
    this.line.set(index, line);
    this.sequence.set(index, event.sequence);
    this.start.set(index, event.start);
    this.duration.set(index, event.duration);
    this.stage.set(index, this.stages.number(event.stage));
    this.systemCall.set(index, this.systemCalls.number(event.systemCall));
    this.changes.set(index, Math.min(event.changes.length, 65535));
    this.weighty.set(index, Math.min(event.changes.filter((change) => change.view !== "descriptors").length, 65535));
    this.isRefused.set(index, event.errno === null ? 0 : 1);
    return index;
  }
}
