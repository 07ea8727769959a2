package learnc.labs.text;

/// One thing that is checked, as the lab's text promises it: `* limit (2): The group's limit is 64 MiB.`
///
/// @param id     the name by which the check speaks of it
/// @param points what it is worth
/// @param title  what it says
public record Point(String id, int points, String title) {
}
