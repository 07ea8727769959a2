package learnc.runtime.kernel;

/// What the families of system calls have in common: a call goes through the door, and a refusal becomes an exception.
interface Calls {

    int HIGHEST_ERRNO = 4095;

    /// The door behind which the calls are made.
    Door door();

    /// Makes one call.
    ///
    /// @throws KernelRefusal when the kernel says no
    default long call(SystemCall systemCall, Argument... arguments) {
        Call call = Call.of(systemCall, arguments);
        long result = door().pass(call);
        if (result < 0 && result >= -HIGHEST_ERRNO) {
            throw new KernelRefusal(call, Errno.of(-result), door().actor().name());
        }
        return result;
    }
}
