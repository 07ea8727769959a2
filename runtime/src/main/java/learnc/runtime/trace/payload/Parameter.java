package learnc.runtime.trace.payload;

/// A parameter of a system call, as the manual declares it.
///
/// @param type   without the name: `const char *`, `int`
/// @param name   `pathname`
/// @param length what stands in brackets behind the name: `.count` says that the parameter `count` is the length; else empty
record Parameter(String type, String name, String length) {

    /// Of `const void buf[.count]`.
    static Parameter of(String declaration) {
        String rest = declaration;
        String length = "";
        int bracket = declaration.indexOf('[');
        if (bracket >= 0) {
            length = declaration.substring(bracket + 1, declaration.indexOf(']'));
            rest = declaration.substring(0, bracket);
        }
        int start = rest.length();
        while (start > 0 && (Character.isLetterOrDigit(rest.charAt(start - 1)) || rest.charAt(start - 1) == '_')) {
            start--;
        }
        return new Parameter(rest.substring(0, start).strip() + (bracket >= 0 ? "[]" : ""), rest.substring(start), length);
    }

    boolean isPointer() {
        return type.endsWith("*") || type.endsWith("[]") || type.startsWith("cap_user_");
    }

    /// Whether the kernel only reads what it points to.
    boolean isConstant() {
        return type.startsWith("const ");
    }

    /// The type that it points to, without `const`: `struct stat`.
    String target() {
        return type.replace("const ", "").replace("[]", "").replace("*", "").strip();
    }

    /// Whether the kernel takes only the lower 32 bits.
    boolean isHalfWord() {
        return switch (type) {
            case "int", "unsigned int", "pid_t", "uid_t", "gid_t", "mode_t", "id_t", "clockid_t", "socklen_t", "uint32_t", "key_t", "timer_t", "mqd_t", "key_serial_t" -> true;
            default -> false;
        };
    }

    boolean isSigned() {
        return switch (type) {
            case "unsigned int", "uint32_t", "socklen_t", "size_t", "unsigned long", "uint64_t", "nfds_t" -> false;
            default -> true;
        };
    }
}
