package learnc.runtime.container;

import java.util.List;

import learnc.runtime.spec.ContainerRequest;

/// What is known about a container while it exists.
///
/// @param id         64 hexadecimal digits
/// @param name       for people; no other container has it
/// @param image      as the user wrote it
/// @param command    the program and its arguments, as they were executed; until then what the user wrote
/// @param createdMilliseconds since 1970
/// @param learncPid  the learnc that looks after it
/// @param pid        its first process, on the host; 0 until there is one
/// @param startTicks tells that process apart from later ones with its number; see [ProcessAge]
/// @param address    in the bridge's network; null without one
/// @param ports      as `0.0.0.0:8080->80/tcp`
public record State(String id, String name, String image, List<String> command, long createdMilliseconds, int learncPid, int pid,
                    long startTicks, String address, List<String> ports) {

    private static final int SHORT_ID = 12;

    /// The part of the id that people use.
    public String shortId() {
        return id.substring(0, SHORT_ID);
    }

    /// A container that is to be made for this request.
    public static State of(ContainerRequest request, int learncPid) {
        return new State(request.id(), request.name(), request.image(), request.arguments(), System.currentTimeMillis(), learncPid, 0, 0, null, List.of());
    }

    /// The same container, now that its program runs.
    public State running(List<String> itsCommand, int itsPid, long itsStartTicks, String itsAddress, List<String> itsPorts) {
        return new State(id, name, image, itsCommand, createdMilliseconds, learncPid, itsPid, itsStartTicks, itsAddress, itsPorts);
    }
}
