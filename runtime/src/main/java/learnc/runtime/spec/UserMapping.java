package learnc.runtime.spec;

/// Which users of the host the container's users really are: user n inside is `hostFirst` + n outside, for n below `count`.
///
/// @param hostFirst first user and group number on the host
/// @param count     how many
public record UserMapping(int hostFirst, int count) {
}
