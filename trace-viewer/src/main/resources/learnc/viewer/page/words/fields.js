// The names of the views, and of the fields in them, as people say them.

/** The views in the order of their tabs. `views` are the parts of the state that a tab shows. */
export const TABS = [
  { name: "changes", title: "Changes", views: [] },
  { name: "namespaces", title: "Namespaces", views: ["namespaces"] },
  { name: "mounts", title: "Mounts", views: ["mounts"] },
  { name: "cgroups", title: "Cgroups", views: ["cgroups"] },
  { name: "network", title: "Network", views: ["links", "addresses", "routes", "rules"] },
  { name: "layers", title: "Layers", views: ["layers"] },
  { name: "processes", title: "Processes", views: ["processes"] },
  { name: "rights", title: "Rights", views: [] },
  { name: "descriptors", title: "Files", views: ["descriptors"] },
];

/** The tab that shows a part of the state. */
export const tabOf = (view, field) => {
  const isRight = view === "processes" && field !== null && /^(cap_|no_new_privs|seccomp|uid|gid|groups)/.test(field);
  return isRight ? "rights" : TABS.find((tab) => tab.views.includes(view))?.name ?? "changes";
};

export const isTab = (name) => TABS.some((tab) => tab.name === name);

const ONE = {
  namespaces: "namespace", processes: "process", descriptors: "descriptor", mounts: "mount", cgroups: "control group",
  links: "link", addresses: "address", routes: "route", rules: "rule", layers: "overlay",
};

/** One thing of a view, in words. */
export const oneOf = (view) => ONE[view] ?? view;

export const NAMESPACE_KINDS = {
  user: "who is who", mnt: "what is mounted where", pid: "which processes there are", uts: "the host name",
  ipc: "System V IPC", net: "network", cgroup: "where / of the control groups is", time: "clocks",
};
