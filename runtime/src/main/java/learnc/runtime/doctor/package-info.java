/// What works on this machine, and what is left over from runs that were killed?
///
/// A feature is not believed because a file says so. Each namespace is really made, each mount really mounted, and each limit
/// proved by what it does: a process that takes more memory than its group may have is killed, one that forks too often is refused.
/// All of it happens in puppets and in groups of the doctor's own, which are in a ledger like a container's and are gone afterwards.
///
/// Start with [Doctor]: the list of chapters. Then any chapter; [LimitProofs] is the most curious one.
///
/// Left out on purpose: repairing. `learnc cleanup` removes what is left over; the rest is the machine's owner's business.
package learnc.runtime.doctor;
