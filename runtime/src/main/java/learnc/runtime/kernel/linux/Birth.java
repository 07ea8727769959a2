package learnc.runtime.kernel.linux;

import static learnc.runtime.kernel.ProcessFlags.P_PID;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;

/// From a process that exists to one that can be told what to do; or back to nothing, when something goes wrong between.
final class Birth {

    private final Watched watched;
    private final Kernel host;

    Birth(Watched watched, Kernel host) {
        this.watched = watched;
        this.host = host;
    }

    /// Opens it, and waits for its first sign of life.
    ///
    /// @param ends the two ends of its socket, by the numbers that it knows them by: learnc's, its own
    @Why(call = "pidfd_open", value = "Opens the new process as a descriptor that will never mean another one.",
            without = "A signal could hit a stranger: numbers of processes are given away again.")
    @Why(call = "close", value = "Closes the descriptor of a process that will not be used.", without = "A descriptor would be lost.")
    Init of(Puppet puppet, int... ends) {
        int pidfd = host.pidfdOpen(puppet.actor().pid(), 0);
        try {
            return watched.born(puppet, pidfd, ends);
        } catch (RuntimeException failure) {
            host.close(pidfd);
            throw failure;
        }
    }

    /// Ends a process that cannot be used. Its number means no other one before learnc has waited for it.
    ///
    /// @param socket learnc's end of the line to it
    @Why(call = "close", value = "Closes the line to a process that will not be used.", without = "A descriptor would be lost with each process that was not born.")
    @Why(call = "kill", value = "Ends a process that something has gone wrong with before it could be told anything.",
            without = "It would stay until learnc ends, and sit where the next process is to sit.")
    @Why(call = "waitid", value = "Waits until it has ended, so that the kernel can forget it.", without = "It would be a zombie until learnc ends.")
    void undo(int pid, int socket) {
        host.close(socket);
        host.kill(pid, Signal.SIGKILL.number());
        host.waitid(P_PID, pid, WEXITED | __WALL);
    }
}
