package learnc.runtime.kernel;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

/// Where inits come from.
public interface Inits {

    /// Starts an init.
    ///
    /// It has learnc's standard input, output and error and no other descriptor but its own socket, all signals blocked,
    /// and it dies with learnc for as long as it has not executed a program.
    ///
    /// @param namespaces `CLONE_NEW…` flags of the namespaces that it gets for itself
    /// @throws KernelRefusal when the kernel refuses one of them
    Init newInit(long namespaces);

    /// Lets an init that has joined a container's namespaces start a child. Only the child is in the PID namespace that its
    /// mother has joined, and it can execute a program there.
    ///
    /// The mother must still be a puppet, and must stay one until the child has executed its program.
    ///
    /// @throws KernelRefusal when the kernel refuses it
    Init newChild(Init mother);

    /// Takes note that an init's program runs, or that the init is dead: its seat is free for the next one.
    void release(Init init);

    /// Ends an init, or the program that it has become, and gives back what learnc holds of it. With the first process of a PID
    /// namespace all others in it end.
    ///
    /// @param host whose child it is
    /// @return how it ended: by SIGKILL, or before that by itself
    @Why(call = "pidfd_send_signal", value = "Kills the process: learnc has no more use for it, and it must not outlive the work that it was made "
            + "for.",
            without = "It would wait for its next order until learnc itself ends.")
    @Why(call = "waitid", value = "Waits until the process has ended, so that the kernel can forget it.",
            without = "It would stay in the list of processes as a zombie.")
    @Why(call = "close", value = "Closes the descriptor that stood for the process.",
            without = "The kernel would remember the dead process for as long as somebody holds a descriptor of it.")
    default ChildStatus end(Kernel host, Init init) {
        host.pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        ChildStatus status = host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        release(init);
        host.close(init.pidfd());
        return status;
    }
}
