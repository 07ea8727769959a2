package learnc.runtime.container;

import java.util.List;

/// What is known about a container while it exists.
///
/// @param id         64 hexadecimal digits
/// @param name       for people; no other container has it
/// @param image      as the user wrote it
/// @param command    the program and its arguments, as they were executed; empty until that is known
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

    /// The same container with the first process that it has got.
    public State withProcess(int itsPid, long itsStartTicks) {
        return new State(id, name, image, command, createdMilliseconds, learncPid, itsPid, itsStartTicks, address, ports);
    }

    /// The same container with the command that was found for it.
    public State withCommand(List<String> words) {
        return new State(id, name, image, words, createdMilliseconds, learncPid, pid, startTicks, address, ports);
    }

    /// The same container with its place in the network.
    public State withNetwork(String itsAddress, List<String> itsPorts) {
        return new State(id, name, image, command, createdMilliseconds, learncPid, pid, startTicks, itsAddress, itsPorts);
    }
}
