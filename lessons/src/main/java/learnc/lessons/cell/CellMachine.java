package learnc.lessons.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// A Java machine for cells, in a sandbox of its own. Who is root starts a [SandboxedMachine]; others ask somebody who may.
public interface CellMachine extends AutoCloseable {

    /// A folder that both sides see, in which this side may make a socket.
    Path meetingPlace() throws IOException;

    /// Starts the machine, which connects to [#SOCKET] in the meeting place.
    ///
    /// @return is completed when the machine has ended, with what it has complained about
    CompletableFuture<String> start() throws IOException;

    /// Ends the machine and everything that it has started, and removes what is left of the sandbox.
    @Override
    void close();

    /// The name of the socket.
    String SOCKET = "cells.sock";
}
