// Reads a trace in slices, so that the page stays alive meanwhile.

const SLICE_MILLISECONDS = 12;
const PIECE_BYTES = 256 * 1024;

/** Lets the browser paint and hear keys. */
const breathe = () => new Promise((resume) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    channel.port1.close();
    resume();
  };
  channel.port2.postMessage(null);
});

/** Reads a stream of bytes into the trace; `progress` is called after each slice. */
export async function load(trace, stream, progress) {
  const reader = (await unzipped(stream)).getReader();
  let sliceEnds = performance.now() + SLICE_MILLISECONDS;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (let from = 0; from < read.value.length; from += PIECE_BYTES) {
      trace.add(read.value.subarray(from, from + PIECE_BYTES));
      if (performance.now() > sliceEnds) {
        progress();
        await breathe();
        sliceEnds = performance.now() + SLICE_MILLISECONDS;
      }
    }
  }
  trace.end();
  progress();
}

/** A trace that was packed with gzip opens as well as a plain one. */
async function unzipped(stream) {
  const reader = stream.getReader();
  const first = await reader.read();
  const whole = new ReadableStream({
    start(controller) {
      if (!first.done) {
        controller.enqueue(first.value);
      }
    },
    async pull(controller) {
      const next = first.done ? first : await reader.read();
      if (next.done) {
        controller.close();
      } else {
        controller.enqueue(next.value);
      }
    },
  });
  const isGzip = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  return isGzip ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}
