// A long file as lines that are kept as bytes: a million of them must not become a million objects.
//
// Lines lie one after the other in blocks. What a line says is read again whenever it is wanted.

const BLOCK_BYTES = 4 * 1024 * 1024;
/** A line beyond this is no event of anybody's; it is left out. */
const LONGEST_LINE_BYTES = 64 * 1024 * 1024;
const NEWLINE = 10;

export class Lines {
  #blocks = [];
  #block = new Uint8Array(0);
  #used = 0;
  #places = [];
  #rest = [];
  #restBytes = 0;
  #decoder = new TextDecoder();
  tooLong = 0;

  get count() {
    return this.#places.length / 3;
  }

  /** Takes the next bytes of the file; calls `take(lineNumber)` for each line that they complete. */
  add(bytes, take) {
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      this.#complete(bytes.subarray(from, end), take);
      from = end + 1;
    }
    this.#keepForLater(bytes.subarray(from));
  }

  /** The end of the file: what stands there without a newline is a line, too. */
  end(take) {
    if (this.#restBytes > 0) {
      this.#complete(new Uint8Array(0), take);
    }
  }

  text(index) {
    const at = index * 3;
    const [block, from, to] = [this.#places[at], this.#places[at + 1], this.#places[at + 2]];
    return this.#decoder.decode(this.#blocks[block].subarray(from, to));
  }

  #keepForLater(bytes) {
    if (bytes.length > 0 && this.#restBytes <= LONGEST_LINE_BYTES) {
      this.#rest.push(bytes.slice());
    }
    this.#restBytes += bytes.length;
  }

  #complete(tail, take) {
    const length = this.#restBytes + tail.length;
    if (length > LONGEST_LINE_BYTES) {
      this.tooLong++;
    } else if (length > 0) {
      this.#place([...this.#rest, tail], length);
      take(this.count - 1);
    }
    this.#rest = [];
    this.#restBytes = 0;
  }

  #place(pieces, length) {
    if (this.#used + length > this.#block.length) {
      this.#block = new Uint8Array(Math.max(BLOCK_BYTES, length));
      this.#blocks.push(this.#block);
      this.#used = 0;
    }
    this.#places.push(this.#blocks.length - 1, this.#used, this.#used + length);
    for (const piece of pieces) {
      this.#block.set(piece, this.#used);
      this.#used += piece.length;
    }
  }
}
