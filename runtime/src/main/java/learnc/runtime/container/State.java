package learnc.runtime.container;

import java.util.List;

import learnc.runtime.spec.ContainerRequest;

/// What is known about a container while it exists.
///
/// @param id         64 hexadecimal digits
/// @param name       for people; no other container has it
/// @param image      as the user wrote it
/// @param command    the program and its arguments; until it runs, what the user wrote
/// @param createdMilliseconds since 1970
/// @param learncPid  the learnc that looks after it
/// @param running    more, from the moment the program runs; null until then
public record State(String id, String name, String image, List<String> command, long createdMilliseconds, int learncPid, Running running) {

    private static final int SHORT_ID = 12;

    /// The part of the id that people use.
    public String shortId() {
        return id.substring(0, SHORT_ID);
    }

    /// A container that is to be made for this request.
    public static State of(ContainerRequest request, int learncPid) {
        return new State(request.id(), request.name(), request.image(), request.arguments(), System.currentTimeMillis(), learncPid, null);
    }

    /// The same container, now that its program runs.
    public State running(List<String> itsCommand, Running its) {
        return new State(id, name, image, itsCommand, createdMilliseconds, learncPid, its);
    }
}
