package learnc.runtime.container;

/// Where a container is in its life, as far as one can see from outside.
public enum Life {
    /// Its learnc prepares it.
    STARTING,
    /// Its program runs.
    RUNNING,
    /// Its program has ended, and its learnc takes back what it has made.
    ENDING,
    /// Its learnc is dead: `learnc cleanup` takes it away.
    ABANDONED
}
