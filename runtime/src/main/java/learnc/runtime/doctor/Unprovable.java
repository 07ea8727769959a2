package learnc.runtime.doctor;

/// A proof that cannot be made on this machine, which says nothing against what was to be proved.
final class Unprovable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    Unprovable(String reason, String remedy) {
        super(reason, null, false, false);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
