package learnc.lessons.cell;

import java.nio.file.Path;
import java.util.List;

/// What the program in a sandbox may have of the machine.
///
/// @param writesShared whether it may write into the folder that it shares with learnc
/// @param hidden       folders of the machine that are empty for it
/// @param pids         how many processes and threads there may be; 0 for as many as it likes
/// @param memoryBytes  for all of them together; 0 for as much as it likes
public record Allowance(boolean writesShared, List<Path> hidden, int pids, long memoryBytes) {

    /// No limits but the walls.
    public static final Allowance FREE = new Allowance(true, List.of(), 0, 0);

    /// Limited groups are out of the program's reach: its own are below them.
    boolean isLimited() {
        return pids > 0 || memoryBytes > 0;
    }

    /// How much may lie in its files, in the words of tmpfs(5). They count as memory: who fills them is told that there is no room left,
    /// before it costs a process its life.
    String room() {
        return memoryBytes > 0 ? ",size=" + memoryBytes / 2 : "";
    }
}
