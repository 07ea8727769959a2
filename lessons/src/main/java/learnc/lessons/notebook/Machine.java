package learnc.lessons.notebook;

/// How it stands with a notebook's Java machine.
///
/// @param state      `none`, `starting`, `ready`, `busy` or `lost`
/// @param since      when this began, in milliseconds since 1970
/// @param cell       that runs, or null
/// @param isSlow     whether that takes so long that one may want to interrupt it
/// @param isStubborn whether it was interrupted and runs still
/// @param message    why there is none, in words, or null
record Machine(String state, long since, String cell, boolean isSlow, boolean isStubborn, String message) {

    static final Machine NONE = new Machine("none", System.currentTimeMillis(), null, false, false, null);
    static final Machine STARTING = new Machine("starting", System.currentTimeMillis(), null, false, false, null);

    private static Machine of(String state, String cell, String message) {
        return new Machine(state, System.currentTimeMillis(), cell, false, false, message);
    }

    static Machine busy(String cell) {
        return of("busy", cell, null);
    }

    static Machine ready() {
        return of("ready", null, null);
    }

    static Machine lost(String why) {
        return of("lost", null, why);
    }

    static Machine none(String why) {
        return of("none", null, why);
    }

    Machine now() {
        return of(state, cell, message);
    }

    Machine slow() {
        return new Machine(state, since, cell, true, isStubborn, message);
    }

    Machine stubborn() {
        return new Machine(state, since, cell, isSlow, true, message);
    }
}
