package learnc.runtime.spec;

import java.util.List;
import java.util.Map;

/// What an image says about the program in it (OCI image specification, "config"). Nothing is null; what the image does not say is empty.
///
/// @param env              `NAME=value`
/// @param entrypoint       the fixed part of the command
/// @param cmd              the part that the user's arguments replace
/// @param workingDirectory absolute; empty means `/`
/// @param user             `user[:group]`, names or numbers; empty means root
/// @param stopSignal       `SIGTERM`, `15`, …; empty means SIGTERM
/// @param exposedPorts     `80/tcp`: documentation only, nothing is published by it
/// @param volumes          paths whose content is not part of the image
/// @param labels           free text for people and tools
/// @param platform         the kind of machine that the programs are for
public record ImageConfig(List<String> env, List<String> entrypoint, List<String> cmd, String workingDirectory, String user,
                          String stopSignal, List<String> exposedPorts, List<String> volumes, Map<String, String> labels,
                          Platform platform) {
}
