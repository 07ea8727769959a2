// What each flag asks for: those that learnc itself uses have their words beside the constants of its Java code; these are the
// further ones that other programs use.

import { GLOSSARY } from "./glossary.js";

export const FLAGS = {
  AF_PACKET: "raw frames of a network device",
  CLONE_SETTLS: "set the thread's own memory",
  CLONE_SIGHAND: "share the table of signal handlers",
  CLONE_THREAD: "a thread of the same process",
  CLONE_VFORK: "the parent waits until the child runs a program or ends",
  CLONE_VM: "share the memory",
  MAP_FIXED: "at exactly this address",
  MS_LAZYTIME: "keep new times in memory for a while",
  MSG_NOSIGNAL: "no signal when the other end has gone",
  NLM_F_ACK: "please confirm",
  NLM_F_CREATE: "make it if it is not there",
  NLM_F_DUMP: "all of them",
  NLM_F_EXCL: "not if it is there already",
  NLM_F_REQUEST: "a question or an order",
  O_TMPFILE: "a file without a name",
  PR_SET_SECCOMP: "restrict system calls",
  ...GLOSSARY,
};
