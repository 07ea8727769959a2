package com.kenai.jffi.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Loads jffi's native library. It stands before jffi's own class of this name, which first wakes up Java's logging: that reads
/// its configuration and searches every jar of the class path, and takes half as long as the start of the JVM.
///
/// jffi asks for it by name, and calls its two methods.
public final class StubLoader {

    private static final String FOLDERS = System.getProperty("jffi.boot.library.path", "");
    private static final String FOLDER = System.getProperty("os.arch").equals("aarch64") ? "aarch64-Linux" : "x86_64-Linux";
    private static final String LIBRARY = "libjffi-1.2.so";
    private static final Throwable FAILURE = failure();

    private StubLoader() {
    }

    /// Whether the library is there.
    public static boolean isLoaded() {
        return FAILURE == null;
    }

    /// Why it is not.
    public static Throwable getFailureCause() {
        return FAILURE;
    }

    private static Throwable failure() {
        try {
            System.load(file());
            return null;
        } catch (IOException | UnsatisfiedLinkError failure) {
            return failure;
        }
    }

    /// The launcher says where the library lies. Elsewhere, as in tests, it is taken out of the jar.
    private static String file() throws IOException {
        for (String folder : FOLDERS.split(File.pathSeparator)) {
            if (folder.endsWith(FOLDER)) {
                return folder + "/" + LIBRARY;
            }
        }
        Path file = Files.createTempFile("jffi", ".so");
        file.toFile().deleteOnExit();
        try (InputStream library = StubLoader.class.getResourceAsStream("/jni/" + FOLDER + "/" + LIBRARY)) {
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toString();
    }
}
