package learnc.lessons.export;

import learnc.lessons.render.Prose;

/// Makes a file of a lesson.
public interface Export {

    /// The bytes of the file.
    byte[] bytes(Copy copy);

    /// What a lesson can be made into.
    enum Format {
        /// One page with everything in it.
        HTML("text/html"),
        /// A Jupyter notebook, nbformat 4.5.
        IPYNB("application/x-ipynb+json"),
        /// A script for Java's own jshell.
        JSH("text/plain");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        /// Its MIME type.
        public String type() {
            return type;
        }

        /// How the file's name ends, without the dot.
        public String ending() {
            return name().toLowerCase();
        }
    }

    /// The one for a format.
    ///
    /// @param prose renders the text between the cells
    static Export to(Format format, Prose prose) {
        return switch (format) {
            case HTML -> new HtmlExport(prose);
            case IPYNB -> new IpynbExport(prose);
            case JSH -> new JshExport();
        };
    }
}
