package learnc.lessons.notebook;

/// A request that cannot be done, and says why.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int LOCKED = 423;

    private final int status;
    private final String json;

    /// @param status of HTTP
    Refusal(int status, String message) {
        this(status, message, Json.message(message));
    }

    /// @param json what is sent instead of the message alone
    Refusal(int status, String message, String json) {
        super(message);
        this.status = status;
        this.json = json;
    }

    int status() {
        return status;
    }

    String json() {
        return json;
    }
}
