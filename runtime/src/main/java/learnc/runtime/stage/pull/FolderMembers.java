package learnc.runtime.stage.pull;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.io.InputStream;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;

/// The files of a folder.
///
/// @param host  who reads
/// @param place the folder
record FolderMembers(Kernel host, String place) implements Members {

    @Override
    public InputStream open(String name) {
        String path = place + "/" + name;
        return Folder.exists(host, path) ? new Input(host, AT_FDCWD, path) : null;
    }
}
