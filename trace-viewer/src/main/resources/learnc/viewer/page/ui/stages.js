// How the stages look, and in which order they come.

const ORDER = ["pull", "unpack", "namespaces", "cgroups", "network", "exec", "payload"];

/** The class that brings a stage's colour. */
export const stageClass = (stage) => `stage-${ORDER.includes(stage) ? stage : "other"}`;

/** Stages in the order of the flow; learnc's own work last. */
export const inOrder = (stages) => [...stages].sort((one, other) => place(one) - place(other));

const place = (stage) => (ORDER.includes(stage) ? ORDER.indexOf(stage) : ORDER.length);

/** What each stage is for. */
export const PURPOSE = {
  pull: "get the image: its manifest, its configuration, its layers",
  unpack: "turn the layers into a root file system",
  namespaces: "give the program a world of its own",
  cgroups: "set how much it may use",
  network: "connect it",
  exec: "drop rights, and become the program",
  payload: "what the program itself asks of the kernel",
  learnc: "learnc's own work: its ledger, its store, waiting, cleaning up",
};
