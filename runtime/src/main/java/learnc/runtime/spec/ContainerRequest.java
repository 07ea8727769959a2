package learnc.runtime.spec;

import java.util.List;

/// Everything that a user can say about a container that is to run. What is null was not said.
///
/// @param id           64 hexadecimal digits
/// @param name         for people; unique among running containers
/// @param image        a reference, or the path of an OCI layout or archive, as the user wrote it
/// @param arguments    the command and its arguments; empty for the image's own
/// @param entrypoint   replaces the image's entrypoint
/// @param environment  `NAME=value`, on top of the image's
/// @param workingDirectory replaces the image's
/// @param user         `user[:group]`, names or numbers, replaces the image's
/// @param furtherGroups names or numbers
/// @param hostname     replaces the first 12 digits of the id
/// @param isReadOnly   whether the root file system cannot be written
/// @param volumes      in the order of the command line
/// @param userMapping  null for the host's own user namespace
/// @param terminal     how the program is connected with the user
/// @param rights       what the program may do
/// @param limits       what the container may use
/// @param network      how it is connected
public record ContainerRequest(String id, String name, String image, List<String> arguments, String entrypoint, List<String> environment,
                               String workingDirectory, String user, List<String> furtherGroups, String hostname, boolean isReadOnly,
                               List<Volume> volumes, UserMapping userMapping, Terminal terminal, Rights rights, Limits limits,
                               NetworkRequest network) {

    private static final int SHORT_ID = 12;

    /// The part of the id that people use.
    public String shortId() {
        return id.substring(0, SHORT_ID);
    }

    /// The host name that the container shows.
    public String hostnameInside() {
        return hostname == null ? shortId() : hostname;
    }
}
