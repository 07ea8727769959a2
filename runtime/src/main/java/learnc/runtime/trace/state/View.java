package learnc.runtime.trace.state;

/// The names of the views, as a trace writes them.
final class View {

    static final String NAMESPACES = "namespaces";
    static final String PROCESSES = "processes";
    static final String DESCRIPTORS = "descriptors";
    static final String MOUNTS = "mounts";
    static final String LAYERS = "layers";
    static final String CGROUPS = "cgroups";
    static final String LINKS = "links";
    static final String ADDRESSES = "addresses";
    static final String ROUTES = "routes";
    static final String RULES = "rules";

    private View() {
    }
}
